import { Download } from 'lucide-react';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { buttonClass } from '../ui/button-look';
import { LinkButton } from '../ui/link-button';
import { Section } from '../ui/section';

/** Taking everything along, and leaving. */
export function SettingsLeave() {
  const t = useText('leave');
  return (
    <Section title={t('section')}>
      <p className="mb-3 max-w-[62ch] text-text-2">{t('sectionLead')}</p>
      <div className="flex flex-wrap gap-2">
        <a href={paths.exportMine()} download className={buttonClass({})}>
          <Download />
          {t('export')}
        </a>
        <LinkButton to={paths.leave()} kind="danger">
          {t('leave')}
        </LinkButton>
      </div>
    </Section>
  );
}
