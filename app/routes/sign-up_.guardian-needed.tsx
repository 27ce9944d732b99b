import { useText } from '~/locales/use-text';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { LinkButton } from '~/ui/link-button';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('people', (t) => t('guardian.title'));

export default function GuardianNeeded() {
  const t = useText('people');
  return (
    <NarrowPage title={t('guardian.title')} lead={t('guardian.lead')}>
      <section aria-labelledby="what">
        <h2 id="what" className="mb-2 text-h3">
          {t('guardian.what')}
        </h2>
        <ul className="grid list-disc gap-2 pl-5">
          <li>{t('guardian.teacher')}</li>
          <li>{t('guardian.guardian')}</li>
          <li>{t('guardian.look')}</li>
        </ul>
      </section>
      <div>
        <LinkButton to={paths.landing()}>{t('guardian.home')}</LinkButton>
      </div>
    </NarrowPage>
  );
}
