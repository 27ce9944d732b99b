import { Form } from '@remix-run/react';
import type { PoolLoginView } from '#server/operate-services';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Sheet } from '../ui/sheet';
import { useWhen } from './use-when';

interface OperatePoolListProps {
  title: string;
  isTitleHidden?: boolean;
  logins: readonly PoolLoginView[];
  nowAt: Date;
  /** What can be done with each; ask: what it takes away. */
  act: { intent: string; label: string; ask?: string };
}

/** Some logins of a pool, each with what can be done with it. Nothing where there are none. */
export function OperatePoolList({ title, isTitleHidden, logins, nowAt, act }: OperatePoolListProps) {
  const t = useText('operate');
  const when = useWhen(nowAt);
  if (logins.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h3 className={isTitleHidden ? 'sr-only' : 'text-small font-semibold'}>{title}</h3>
      <Sheet as="ul" className="divide-y divide-line">
        {logins.map(({ name, state, since, trouble }) => {
          const label = `${name}: ${act.label}`;
          const button = (
            <Button type="submit" size="small" aria-label={label} kind={act.ask ? 'danger' : undefined}>
              {act.label}
            </Button>
          );
          return (
            <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 md:px-6">
              <code className="font-semibold [overflow-wrap:anywhere]">{name}</code>
              <Badge tone={state === 'quarantined' ? 'warn' : 'plain'}>{t(`poolState.${state}`)}</Badge>
              <span className="text-small text-text-2">{when(since)}</span>
              <Form method="post" className="ml-auto" preventScrollReset>
                <input type="hidden" name="intent" value={act.intent} />
                <input type="hidden" name="login" value={name} />
                {act.ask ? (
                  <ConfirmDialog title={label} confirmLabel={act.label} trigger={button}>
                    {act.ask}
                  </ConfirmDialog>
                ) : (
                  button
                )}
              </Form>
              {trouble !== undefined && (
                <p className="w-full text-small [overflow-wrap:anywhere] text-text-2">
                  <code>{trouble}</code>
                </p>
              )}
            </li>
          );
        })}
      </Sheet>
    </div>
  );
}
