import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Section } from '../ui/section';

/** The way to the person's logins at clusters. */
export function SettingsLogins() {
  const t = useText('logins');
  return (
    <Section title={t('section')}>
      <p className="mb-3 max-w-[62ch] text-text-2">{t('sectionLead')}</p>
      <LinkButton to={paths.logins()}>{t('manage')}</LinkButton>
    </Section>
  );
}
