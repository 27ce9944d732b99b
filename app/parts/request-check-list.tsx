import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { RequestEvidence, RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { requestChecks, type CheckKey } from './request-checks';

interface Props {
  request: RequestView;
  evidence: RequestEvidence;
  nowAt: Date;
}

/** What was checked about who asks: fine ones first, warnings last. */
export function RequestCheckList({ request, evidence, nowAt }: Props) {
  const t = useText('review');
  const words = useCheckWords({ request, evidence, nowAt });
  return (
    <ul className="divide-y divide-line">
      {requestChecks(request, evidence).map(({ key, isWarning }) => {
        const Icon = isWarning ? TriangleAlert : CircleCheck;
        return (
          <li key={key} className="flex gap-3 py-3 first:pt-0 last:pb-0">
            <Icon className={isWarning ? 'mt-0.5 text-warn-solid' : 'mt-0.5 text-success-solid'} />
            <div className="min-w-0">
              <p className="font-semibold">
                <span className="sr-only">{t(isWarning ? 'check.warn' : 'check.ok')}: </span>
                {words[key].title}
              </p>
              <p className="text-small text-text-2">{words[key].more}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function useCheckWords({
  request,
  evidence,
  nowAt,
}: Props): Record<CheckKey, { title: string; more: string }> {
  const t = useText('review');
  const format = useFormat();
  const { launches, hours } = evidence;
  const counts = {
    total: format.number(launches.total),
    completed: format.number(launches.completed),
    failed: format.number(launches.failed),
    timedOut: format.number(launches.timedOut),
    cancelled: format.number(launches.cancelled),
  };
  const domain =
    evidence.emailDomain === undefined
      ? t('check.memberByCard')
      : t('check.memberMore', { domain: evidence.emailDomain });
  const part = format.percent(evidence.holdAccuracy ?? 0);
  const times = request.askedMilliGpuSeconds / Math.max(1, hours.usedMilliGpuSeconds);
  return {
    member: {
      title: t('check.member', { when: format.relative(evidence.memberSince, nowAt) }),
      more: domain,
    },
    memberNew: { title: t('check.memberNew'), more: domain },
    launches: { title: t('check.launches', counts), more: t('check.launchesMore', counts) },
    launchesNone: { title: t('check.launchesNone'), more: t('check.launchesNoneMore') },
    accuracy: { title: t('check.accuracy', { part }), more: t('check.accuracyMore') },
    accuracyLow: { title: t('check.accuracyLow', { part }), more: t('check.accuracyMore') },
    leftover: {
      title: t('check.leftover', { free: format.gpuHours(hours.freeMilliGpuSeconds) }),
      more: t('check.leftoverMore'),
    },
    jump: { title: t('check.jump', { times: format.number(Math.round(times)) }), more: t('check.jumpMore') },
  };
}
