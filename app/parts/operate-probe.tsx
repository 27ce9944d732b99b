import { Form, useNavigation } from '@remix-run/react';
import { CircleCheck, CircleDashed, OctagonX, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ProbeVerdict } from '#server/contract/clusters';
import type { OperatedClusterView, ProbeLineView, ProbeView } from '#server/operate-services';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Sheet } from '../ui/sheet';
import { toneClass, type Tone } from '../ui/tone';
import { VisuallyHidden } from '../ui/visually-hidden';
import { useWhen } from './use-when';

/** Tries what the portal needs of the cluster, and shows what the newest probe found, line by line. */
export function OperateProbe({ cluster, nowAt }: { cluster: OperatedClusterView; nowAt: Date }) {
  const t = useText('operate');
  const when = useWhen(nowAt);
  const isBusy = useNavigation().formData?.get('intent') === 'probe';
  const { probe } = cluster;
  return (
    <div className="grid gap-4">
      <p className="max-w-[62ch] text-text-2">{t('probeLead')}</p>
      <Form method="post" className="grid justify-items-start gap-4" preventScrollReset>
        <input type="hidden" name="intent" value="probe" />
        <Checkbox
          name="dryRun"
          value="yes"
          defaultChecked={!cluster.isAttached}
          label={t('probeDry')}
          help={t('probeDryHelp')}
        />
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" isBusy={isBusy} kind={cluster.isAttached ? undefined : 'primary'}>
            {t(isBusy ? 'probeRunning' : probe ? 'probeAgain' : 'probeRun')}
          </Button>
          {probe && !isBusy && (
            <span className="text-small text-text-2">
              {t('probeAt', { when: when(probe.at, 'seconds') })}
            </span>
          )}
        </div>
      </Form>
      {probe && (
        <>
          <Sum probe={probe} />
          <Sheet as="ul" className="divide-y divide-line">
            {probe.lines.map((line) => (
              <Line key={line.name} line={line} login={cluster.serviceLogin} />
            ))}
          </Sheet>
        </>
      )}
    </div>
  );
}

function Sum({ probe }: { probe: ProbeView }) {
  const t = useText('operate');
  const count = (verdict: ProbeVerdict) => probe.lines.filter((line) => line.verdict === verdict).length;
  const [bad, lacks] = [count('bad'), count('lacks')];
  return (
    <p role="status" className="font-semibold">
      {bad > 0 && <>{t('probeBad', { count: bad })} </>}
      {lacks > 0 && t('probeLacks', { count: lacks })}
      {bad + lacks + count('untried') === 0 && t('probeAll')}
    </p>
  );
}

const looks: Record<ProbeVerdict, { tone: Tone; icon: LucideIcon }> = {
  good: { tone: 'success', icon: CircleCheck },
  lacks: { tone: 'warn', icon: TriangleAlert },
  bad: { tone: 'danger', icon: OctagonX },
  untried: { tone: 'plain', icon: CircleDashed },
};

function Line({ line, login }: { line: ProbeLineView; login: string }) {
  const t = useText('operate');
  const errorText = useErrorText();
  const { tone, icon: Icon } = looks[line.verdict];
  const isLacking = line.verdict === 'bad' || line.verdict === 'lacks';
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 px-4 py-3 md:px-6">
      <span className={toneClass(tone)}>
        <Icon className="mt-[3px] text-tone-solid" />
        <VisuallyHidden>{t(`verdict.${line.verdict}`)}</VisuallyHidden>
      </span>
      <div className="grid min-w-0 gap-0.5">
        <b className={line.verdict === 'untried' ? 'font-normal text-text-3' : undefined}>
          {t(`line.${line.name}`)}
        </b>
        {isLacking && line.code && <p className="text-small">{errorText(line.code)}</p>}
        {isLacking && !line.code && <p className="text-small">{t(`ask.${line.name}`, { login })}</p>}
        {line.words !== '' && (
          <p className="text-small [overflow-wrap:anywhere] text-text-2">
            <code>{line.words}</code>
          </p>
        )}
      </div>
      {line.verdict !== 'untried' && (
        <span className="text-small text-text-3">{t('probeMs', { ms: String(line.tookMs) })}</span>
      )}
    </li>
  );
}
