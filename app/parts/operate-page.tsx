import type { HostKeyView, OperatedClusterView } from '#server/operate-services';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { CopyButton } from '../ui/copy-button';
import { Section } from '../ui/section';
import { TextArea } from '../ui/text-area';
import { ClusterConnection } from './cluster-connection';
import { ClusterRates } from './cluster-rates';
import { ClusterStateForm } from './cluster-state-form';
import { OperateHours } from './operate-hours';
import { OperateExtend } from './operate-extend';
import { OperateKeys, OperatePublicKey, StrangeKeyNote } from './operate-keys';
import { OperateLogins } from './operate-logins';
import { OperateOpen } from './operate-open';
import { OperatePartitions } from './operate-partitions';
import { OperatePool } from './operate-pool';
import { OperateProbe } from './operate-probe';
import { OperateRemove } from './operate-remove';
import { OperateReservations } from './operate-reservations';
import { OperateWindows } from './operate-windows';

interface OperatePageProps {
  cluster: OperatedClusterView;
  title: string;
  mails: { ko: string; en: string } | undefined;
  shown: readonly HostKeyView[] | undefined;
  problem: FormProblem | undefined;
  nowAt: Date;
}

/** Everything about one cluster that its operators see and set, in the order in which a cluster is attached. */
export function OperatePage(props: OperatePageProps) {
  const { cluster, title, mails, shown, problem, nowAt } = props;
  const t = useText('operate');
  const clusters = useText('clusters');
  const problemOf = (intent: string) => (problem?.values['intent'] === intent ? problem : undefined);
  return (
    <div className="grid gap-10">
      <StrangeKeyNote cluster={cluster} nowAt={nowAt} />
      <div className="grid gap-10 lg:grid-cols-2">
        <Section title={clusters('connectionTitle')}>
          <div className="grid gap-5">
            <ClusterConnection cluster={cluster} />
            <OperateKeys shown={shown} problem={problemOf('pin')} />
          </div>
        </Section>
        {cluster.isAttached ? (
          <Section title={clusters('stateTitle')}>
            <ClusterStateForm state={cluster.state} />
          </Section>
        ) : (
          <Section title={t('keyTitle')}>
            <OperatePublicKey line={cluster.publicKeyLine} />
          </Section>
        )}
      </div>
      <Section title={t('probeTitle')}>
        <OperateProbe cluster={cluster} nowAt={nowAt} />
      </Section>
      {mails && (
        <Section title={t('mailTitle')}>
          <p className="mb-3 text-text-2">{t('mailLead')}</p>
          <div className="grid gap-4 lg:grid-cols-2">
            <Mail label={t('mailLabel')} text={mails.ko} />
            <Mail label={t('mailLabelEn')} text={mails.en} />
          </div>
        </Section>
      )}
      <div className="grid gap-10 lg:grid-cols-2">
        <Section title={t('partitionsTitle')}>
          <OperatePartitions partitions={cluster.partitions} />
        </Section>
        {cluster.partitions.length > 0 && (
          <Section title={clusters('rateTitle')}>
            <ClusterRates partitions={cluster.partitions} problem={problemOf('rate')} />
          </Section>
        )}
      </div>
      <Section title={t('loginKindsTitle')}>
        <OperateLogins cluster={cluster} problem={problemOf('login-kinds')} />
      </Section>
      {cluster.loginKinds.includes('leased') && (
        <Section title={t('poolTitle')}>
          <OperatePool
            pool={cluster.loginPool}
            problem={problemOf('pool-add') ?? problemOf('pool-remove') ?? problemOf('pool-rules')}
            nowAt={nowAt}
          />
        </Section>
      )}
      {cluster.reservations.length > 0 && (
        <Section title={t('reservationsTitle')}>
          <OperateReservations reservations={cluster.reservations} />
        </Section>
      )}
      {cluster.isAttached && (
        <Section title={t('hoursTitle')}>
          <OperateHours cluster={cluster} nowAt={nowAt} />
        </Section>
      )}
      {cluster.isAttached && (
        <Section title={t('extendTitle')}>
          <OperateExtend limitSeconds={cluster.extendLimitSeconds} problem={problemOf('extend-limit')} />
        </Section>
      )}
      {cluster.isAttached ? (
        <Section title={t('windowsTitle')}>
          <OperateWindows windows={cluster.windows} problem={problemOf('maintain')} nowAt={nowAt} />
        </Section>
      ) : (
        <Section title={t('openTitle')}>
          <OperateOpen />
        </Section>
      )}
      {cluster.isAttached && (
        <Section title={t('keyTitle')}>
          <OperatePublicKey line={cluster.publicKeyLine} />
        </Section>
      )}
      <Section title={t('removeTitle')}>
        <OperateRemove title={title} liveLaunches={cluster.liveLaunches} />
      </Section>
    </div>
  );
}

function Mail({ label, text }: { label: string; text: string }) {
  return (
    <div className="grid justify-items-start gap-2 [&>:first-child]:w-full">
      <TextArea readOnly label={label} rows={12} value={text} />
      <CopyButton text={text} />
    </div>
  );
}
