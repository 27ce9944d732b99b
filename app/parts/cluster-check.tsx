import { Form, useNavigation } from '@remix-run/react';
import { CircleCheck, OctagonX } from 'lucide-react';
import type { ClusterCheckView } from '#server/services';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Sheet } from '../ui/sheet';
import { toneClass } from '../ui/tone';
import { VisuallyHidden } from '../ui/visually-hidden';

/** Tries what the portal needs of the cluster and shows each outcome in its order. */
export function ClusterCheck({ checks }: { checks: readonly ClusterCheckView[] | undefined }) {
  const t = useText('clusters');
  const isBusy = useNavigation().formData?.get('intent') === 'check';
  const good = checks?.filter((check) => check.isOk).length ?? 0;
  const total = checks?.length ?? 0;
  return (
    <div className="grid gap-4">
      <p className="max-w-[62ch] text-text-2">{t('checkLead')}</p>
      <Form method="post" className="flex flex-wrap items-center gap-4" preventScrollReset>
        <input type="hidden" name="intent" value="check" />
        <Button type="submit" isBusy={isBusy}>
          {t(isBusy ? 'checkRunning' : checks ? 'checkAgain' : 'checkRun')}
        </Button>
        <span role="status" className="font-semibold">
          {checks && !isBusy && (good === total ? t('checkAll', { total }) : t('checkGood', { good, total }))}
        </span>
      </Form>
      {checks && (
        <Sheet as="ul" className="divide-y divide-line">
          {checks.map((check) => (
            <Outcome key={check.name} check={check} />
          ))}
        </Sheet>
      )}
    </div>
  );
}

function Outcome({ check }: { check: ClusterCheckView }) {
  const t = useText('clusters');
  const errorText = useErrorText();
  const Icon = check.isOk ? CircleCheck : OctagonX;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 px-4 py-3 md:px-6">
      <span className={toneClass(check.isOk ? 'success' : 'danger')}>
        <Icon className="mt-[3px] text-tone-solid" />
        <VisuallyHidden>{t(check.isOk ? 'checkOk' : 'checkBad')}</VisuallyHidden>
      </span>
      <div className="min-w-0">
        <b>{t(`check.${check.name}`)}</b>
        {!check.isOk && <p className="text-small">{t(`checkHelp.${check.name}`)}</p>}
        <p className="text-small [overflow-wrap:anywhere] text-text-2">
          {check.code ? errorText(check.code) : <code>{check.words}</code>}
        </p>
      </div>
      <span className="text-small text-text-2">{t('checkMs', { ms: String(check.tookMs) })}</span>
    </li>
  );
}
