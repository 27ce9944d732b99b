import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Section } from '../ui/section';

/** Whether there is a second factor, and the way to it. */
export function SettingsFactor({ hasFactor }: { hasFactor: boolean }) {
  const t = useText('factor');
  return (
    <Section title={t('title')}>
      <p className="mb-3 max-w-[62ch] text-text-2">{t(hasFactor ? 'settings.on' : 'settings.off')}</p>
      <LinkButton to={paths.secondFactor()}>{t(hasFactor ? 'settings.manage' : 'settings.make')}</LinkButton>
    </Section>
  );
}
