import { useText } from '../locales/use-text';
import { classes } from '../ui/classes';

/** Where in joining one is: three short words in a line. now: 0–2. */
export function SignUpSteps({ now }: { now: number }) {
  const t = useText('people');
  const names = [t('signUp.stepAge'), t('signUp.stepAbout'), t('signUp.stepMail')];
  return (
    <ol aria-label={t('signUp.steps')} className="grid grid-cols-3 gap-2">
      {names.map((name, index) => (
        <li
          key={name}
          aria-current={index === now ? 'step' : undefined}
          className={classes(
            'border-t-[3px] pt-1.5 text-small',
            index <= now ? 'border-accent' : 'border-line',
            index === now ? 'font-semibold' : 'text-text-2',
          )}
        >
          {name}
        </li>
      ))}
    </ol>
  );
}
