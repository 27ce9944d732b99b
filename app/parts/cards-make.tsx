import { limits } from '#server/contract/limits';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { NumberField } from '../ui/number-field';
import { Section } from '../ui/section';

export interface CardsMakeProps {
  classId: string;
  rosterWithoutCard: number;
  /** Why none were made, by its error code. */
  problem: string | undefined;
}

/** New cards. The browser sends the forms itself: what comes back is a file. */
export function CardsMake({ classId, rosterWithoutCard, problem }: CardsMakeProps) {
  const t = useText('cards');
  const format = useFormat();
  const max = format.number(limits.cardsAtOnce);
  const wrong: Record<string, string> = {
    'invalid-input': t('teach.fixCount', { max }),
    'limit-reached': t('teach.tooMany', { limit: format.number(limits.classSize) }),
  };
  return (
    <Section title={t('teach.makeTitle')}>
      <div className="grid max-w-[720px] gap-5">
        <Note tone="info">{t('teach.once')}</Note>
        <form
          method="post"
          action={paths.classCardsPrint(classId)}
          className="flex flex-wrap items-start gap-4"
        >
          <input type="hidden" name="intent" value="make" />
          <div className="w-[260px]">
            <NumberField
              label={t('teach.count')}
              help={t('teach.countHelp', { max })}
              name="count"
              unit={t('teach.countUnit')}
              min="1"
              max={limits.cardsAtOnce}
              step="1"
              required
              error={problem === undefined ? undefined : wrong[problem]}
              defaultValue="8"
            />
          </div>
          <Button type="submit" kind="primary" className="md:mt-7">
            {t('teach.make')}
          </Button>
        </form>
        {rosterWithoutCard > 0 && (
          <form method="post" action={paths.classCardsPrint(classId)} className="grid gap-2">
            <p className="text-text-2">{t('teach.makeRosterLead')}</p>
            <div>
              <Button type="submit" name="intent" value="make-roster">
                {t('teach.makeRoster', { count: format.number(rosterWithoutCard) })}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Section>
  );
}
