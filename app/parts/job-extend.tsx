import { useState } from 'react';
import { costMilliGpuSeconds } from '#server/contract/hours';
import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useExtension } from '../hooks/use-extension';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { LinkButton } from '../ui/link-button';
import { SelectField } from '../ui/select-field';
import { Sheet, SheetBody } from '../ui/sheet';
import { againPath } from './again-path';
import { ExtensionProblem } from './extension-problem';
import { useWhen } from './use-when';

/** When a running launch reaches its limit, and more time for it; where that is not possible, the way to go on. */
export function JobExtend({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('ending');
  const when = useWhen(nowAt);
  const { choices, isAsked, problem } = useExtension(launch);
  if (!launch.endsAt || launch.isCancelRequested) return null;
  const again = againPath(launch);
  const canExtend = choices.length > 0 || isAsked;
  return (
    <Sheet as="section" labelledBy="job-extend">
      <SheetBody className="grid gap-3">
        <h2 id="job-extend" className="text-small font-semibold tracking-normal">
          {t('title')}
        </h2>
        <p className="text-small text-text-2">{t('endsAt', { when: when(launch.endsAt) })}</p>
        <ExtensionState launch={launch} />
        {problem && <ExtensionProblem problem={problem} />}
        {canExtend ? (
          <ExtendForm launch={launch} />
        ) : (
          <p className="text-small text-text-2">
            {t(launch.extendLimitSeconds === undefined ? 'notHere' : 'atLimit')}
          </p>
        )}
        {!canExtend && again !== undefined && (
          <div>
            <LinkButton to={again} size="small">
              {t('again')}
            </LinkButton>
          </div>
        )}
      </SheetBody>
    </Sheet>
  );
}

function ExtensionState({ launch }: { launch: LaunchView }) {
  const t = useText('ending');
  const format = useFormat();
  const { extension } = launch;
  return (
    <div role="status" className="text-small">
      {extension && (
        <p className={extension.state === 'refused' ? 'font-semibold' : undefined}>
          {t(`state.${extension.state}`, { total: format.duration(extension.walltimeSeconds) })}
        </p>
      )}
      {extension?.state === 'refused' && extension.words !== undefined && (
        <p className="mt-1 text-text-2">
          {t('refusedWords')} <code className="[overflow-wrap:anywhere]">{extension.words}</code>
        </p>
      )}
    </div>
  );
}

function ExtendForm({ launch }: { launch: LaunchView }) {
  const t = useText('ending');
  const format = useFormat();
  const { fetcher, action, choices, isAsked } = useExtension(launch);
  const [wanted, setWanted] = useState<number>();
  const [first = 0] = choices;
  const to = wanted !== undefined && choices.includes(wanted) ? wanted : first;
  const more = to - launch.walltimeSeconds;
  const { gpus, rateMilli, tasks } = launch;
  const cost = costMilliGpuSeconds({ gpus, rateMilli, seconds: more * tasks });
  return (
    <fetcher.Form method="post" action={action} className="grid gap-3">
      {choices.length > 1 ? (
        <SelectField
          label={t('howMuch')}
          name="walltimeSeconds"
          value={String(to)}
          onChange={(event) => setWanted(Number(event.currentTarget.value))}
          options={choices.map((total) => ({
            value: String(total),
            label: t('choice', {
              more: format.duration(total - launch.walltimeSeconds),
              total: format.duration(total),
            }),
          }))}
        />
      ) : (
        <input type="hidden" name="walltimeSeconds" value={to} />
      )}
      {choices.length > 0 && (
        <p className="text-small text-text-2">{t('cost', { hours: format.gpuHours(Number(cost)) })}</p>
      )}
      <div>
        <Button type="submit" isBusy={isAsked}>
          {isAsked ? t('extending') : t('extend', { more: format.duration(more) })}
        </Button>
      </div>
    </fetcher.Form>
  );
}
