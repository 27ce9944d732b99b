import { Form } from '@remix-run/react';
import type { CardAskView } from '#server/login-card-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Section } from '../ui/section';

/** Pupils whose browser asks to be let in on a card: yes or no, with the number that stands on their screen. */
export function ClassCardAsks({ asks }: { asks: readonly CardAskView[] }) {
  const t = useText('cards');
  const format = useFormat();
  return (
    <Section title={t('asks.title')}>
      <p className="mb-4 text-text-2">{t('asks.lead')}</p>
      <ul className="grid gap-4" aria-live="polite">
        {asks.map((ask) => {
          const number = format.number(ask.number);
          return (
            <li key={ask.id} className="flex flex-wrap items-center gap-x-6 gap-y-3">
              <p className="text-center">
                <span className="block text-small text-text-2">{t('asks.screen')}</span>
                <b className="font-mono text-h1">{ask.matchNumber}</b>
              </p>
              <div className="grid gap-2">
                <p>
                  {ask.personName === undefined
                    ? t('asks.fresh', { number })
                    : t('asks.line', { name: ask.personName, number })}
                </p>
                <Form method="post" className="flex flex-wrap gap-2">
                  <input type="hidden" name="askId" value={ask.id} />
                  <Button
                    type="submit"
                    kind="primary"
                    name="intent"
                    value="card-yes"
                    aria-label={t('asks.yesOf', { number })}
                  >
                    {t('asks.yes')}
                  </Button>
                  <Button type="submit" name="intent" value="card-no" aria-label={t('asks.noOf', { number })}>
                    {t('asks.no')}
                  </Button>
                </Form>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
