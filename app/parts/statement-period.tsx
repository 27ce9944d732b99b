import { Form } from '@remix-run/react';
import type { StatementAsked, StatementView } from '#server/statement-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { TextField } from '../ui/text-field';

interface Props {
  asked: { [Part in keyof StatementAsked]: StatementAsked[Part] | undefined };
  /** undefined: the days are wrong. */
  view: StatementView | undefined;
  problem: { code: string; fields: Record<string, string>; limit: number } | undefined;
}

/** The days of a statement; what was typed stays, with what is wrong with it. */
export function StatementPeriod({ asked, view, problem }: Props) {
  const t = useText('statement');
  const format = useFormat();
  const isOrder = asked.from !== undefined && asked.to !== undefined && !problem?.fields['from'];
  return (
    <Form method="get" className="grid max-w-[560px] gap-4">
      {problem?.code === 'limit-reached' && (
        <Note tone="danger" isAnnounced>
          {t('tooMany', { limit: format.number(problem.limit) })}
        </Note>
      )}
      <input type="hidden" name="of" value={asked.of} />
      {asked.id !== undefined && <input type="hidden" name="id" value={asked.id} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          key={`from ${view?.from ?? asked.from}`}
          type="date"
          name="from"
          label={t('from')}
          required
          defaultValue={asked.from ?? view?.from}
          error={problem?.fields['from'] && t('fixDay')}
        />
        <TextField
          key={`to ${view?.to ?? asked.to}`}
          type="date"
          name="to"
          label={t('to')}
          help={t('toHelp')}
          required
          defaultValue={asked.to ?? view?.to}
          error={problem?.fields['to'] && t(isOrder ? 'fixPeriod' : 'fixDay')}
        />
      </div>
      <div>
        <Button type="submit">{t('show')}</Button>
      </div>
    </Form>
  );
}
