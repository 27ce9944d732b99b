import { Form } from '@remix-run/react';
import { useRef } from 'react';
import type { RosterPreview } from '#server/class-services';
import { useText } from '../locales/use-text';
import { typedValue } from '../request/form-problem';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { Section } from '../ui/section';
import { TextArea } from '../ui/text-area';
import { readTextFile } from './read-text-file';
import { problemOf, type SteerProps } from './class-steer-props';

/** Who is expected: pasted or from a file, looked at line by line before anything is done. */
export function ClassRoster({ view, problem: anyProblem, done }: SteerProps) {
  const t = useText('classes');
  const problem = problemOf(anyProblem, 'read-roster', 'take-roster');
  const field = useRef<HTMLTextAreaElement>(null);
  const take = async (file: File | undefined) => {
    if (file && field.current) field.current.value = await readTextFile(file);
  };
  return (
    <Section title={t('rosterTitle')}>
      <div className="grid max-w-[720px] gap-5">
        <p className="text-text-2">{t('rosterLead')}</p>
        {done?.expected !== undefined && (
          <Note tone="success" isAnnounced>
            {t('rosterTaken', { count: done.expected })}
          </Note>
        )}
        {done?.roster && <Preview roster={done.roster} />}
        <Form method="post" className="grid gap-4">
          <input type="hidden" name="intent" value="read-roster" />
          <TextArea
            ref={field}
            label={t('rosterPaste')}
            help={t('rosterPasteHelp')}
            name="list"
            rows={5}
            required
            isMono
            defaultValue={done?.roster?.list ?? typedValue(problem, 'list')}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit">{t('rosterRead')}</Button>
            <label className="text-small">
              {t('rosterFile')}{' '}
              <input
                type="file"
                accept=".csv,.tsv,.txt,text/csv"
                onChange={(event) => void take(event.target.files?.[0])}
              />
            </label>
          </div>
        </Form>
        {view.expected.length > 0 && (
          <details>
            <summary className="cursor-pointer font-semibold">
              {t('rosterWaiting', { count: view.expected.length })}
            </summary>
            <ul className="mt-2 grid gap-1 text-small">
              {view.expected.map((line) => (
                <li key={line.email}>
                  {line.studentNumber} {line.displayName} ({line.email})
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Section>
  );
}

function Preview({ roster }: { roster: RosterPreview & { list: string } }) {
  const t = useText('classes');
  return (
    <div className="grid gap-3" role="status">
      {roster.bad.length > 0 && (
        <Note tone="warn" title={t('rosterBad', { count: roster.bad.length })}>
          <ul className="grid gap-1 text-small">
            {roster.bad.slice(0, 50).map((bad) => (
              <li key={bad.line}>
                {t('rosterLine', { line: String(bad.line), text: bad.text })} —{' '}
                {t(`rosterProblem.${bad.problem}`)}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {roster.good.length > 0 && (
        <Form method="post" className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="intent" value="take-roster" />
          <input type="hidden" name="list" value={roster.list} />
          <b>{t('rosterGood', { count: roster.good.length })}</b>
          <Button type="submit" kind="primary">
            {t('rosterTake')}
          </Button>
        </Form>
      )}
    </div>
  );
}
