import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Section } from '../ui/section';

/** The way to the login cards of a class. */
export function ClassCardsLink({ classId }: { classId: string }) {
  const t = useText('cards');
  return (
    <Section title={t('teach.section')}>
      <p className="mb-4 max-w-[720px] text-text-2">{t('teach.sectionLead')}</p>
      <LinkButton to={paths.classCards(classId)}>{t('teach.open')}</LinkButton>
    </Section>
  );
}
