import { Form, Link } from '@remix-run/react';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { Note } from '../ui/note';
import { Section } from '../ui/section';
import type { SteerProps } from './class-steer-props';

/** A code as one writes it on a board: in two halves. */
const spaced = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** How students come in: codes that live for a week. */
export function ClassCodes({ view, done, origin }: SteerProps) {
  const t = useText('classes');
  const guardian = useText('guardian');
  const format = useFormat();
  const made = done?.code;
  return (
    <Section title={t('codesTitle')}>
      <div className="grid max-w-[720px] gap-5">
        <p className="text-text-2">{t('codesLead')}</p>
        {made && (
          <Note tone="success" title={t('codeNew')} isAnnounced>
            <p className="my-2 font-mono text-h1 tracking-[0.08em]">{spaced(made.code)}</p>
            <p className="mb-2">{t('codeLink')}</p>
            <CodeBlock code={`${origin}${paths.join(made.linkSecret)}`} label={t('codeLink')} canCopy />
          </Note>
        )}
        {view.codes.length > 0 && (
          <ul className="grid gap-3">
            {view.codes.map((code) => (
              <li key={code.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
                <b className="font-mono text-h3">{spaced(code.code)}</b>
                <span className="text-small text-text-2">
                  {t('codeLeft', { count: code.usesLeft, when: format.instant(code.expiresAt, 'full') })}
                </span>
                <Form method="post">
                  <input type="hidden" name="intent" value="close-code" />
                  <Button
                    type="submit"
                    size="small"
                    name="codeId"
                    value={code.id}
                    aria-label={t('codeCloseOf', { code: code.code })}
                  >
                    {t('codeClose')}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        )}
        <Form method="post">
          <Button type="submit" name="intent" value="make-code">
            {t('makeCode')}
          </Button>
        </Form>
        <p>
          <Link to={paths.consents()}>{guardian('desk.link')}</Link>
        </p>
      </div>
    </Section>
  );
}
