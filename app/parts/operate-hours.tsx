import { Form, useNavigation } from '@remix-run/react';
import type { OperatedClusterView } from '#server/operate-services';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { useWhen } from './use-when';

/** Whether the scheduler itself keeps to people's hours; a form of one button, and how it goes. */
export function OperateHours({ cluster, nowAt }: { cluster: OperatedClusterView; nowAt: Date }) {
  const t = useText('operate');
  const when = useWhen(nowAt);
  const isBusy = useNavigation().formData?.get('intent') === 'hour-limits';
  const { isOn, isPossible, pushedAt, error, drift } = cluster.hourLimits;
  const machine = (text: string) => <code className="[overflow-wrap:anywhere]">{text}</code>;
  return (
    <Form method="post" className="grid max-w-[62ch] justify-items-start gap-3" preventScrollReset>
      <input type="hidden" name="intent" value="hour-limits" />
      <input type="hidden" name="isOn" value={isOn ? 'no' : 'yes'} />
      <p className="text-text-2">{t('hoursLead')}</p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Badge tone={isOn ? 'success' : 'plain'}>{t(isOn ? 'hoursIsOn' : 'hoursIsOff')}</Badge>
        {isOn && (
          <span className="text-small text-text-2">
            {pushedAt ? t('hoursPushedAt', { when: when(pushedAt, 'seconds') }) : t('hoursNotYet')}
          </span>
        )}
      </p>
      {isOn && error !== undefined && (
        <Note tone="warn" title={t('hoursError')}>
          {machine(error)}
        </Note>
      )}
      {drift && (
        <Note tone="warn" title={t('hoursDriftTitle')}>
          <p>{t('hoursDrift', { when: when(drift.at) })}</p>
          <p className="text-small">{machine(drift.words)}</p>
        </Note>
      )}
      {!isOn && !isPossible && <p>{t('hoursCannot')}</p>}
      {(isOn || isPossible) && (
        <Button type="submit" isBusy={isBusy}>
          {t(isOn ? 'hoursSwitchOff' : 'hoursSwitchOn')}
        </Button>
      )}
    </Form>
  );
}
