import type { ClusterCheckView, ClusterOperatorView } from '#server/services';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Section } from '../ui/section';
import { ClusterCheck } from './cluster-check';
import { ClusterConnection } from './cluster-connection';
import { ClusterRates } from './cluster-rates';
import { ClusterStateForm } from './cluster-state-form';

interface ClusterOperationProps {
  cluster: ClusterOperatorView;
  checks: readonly ClusterCheckView[] | undefined;
  problem: FormProblem | undefined;
}

/** What only the operators of a cluster see and do. */
export function ClusterOperation({ cluster, checks, problem }: ClusterOperationProps) {
  const t = useText('clusters');
  return (
    <>
      <div className="grid gap-10 lg:grid-cols-2">
        <Section title={t('stateTitle')}>
          <ClusterStateForm state={cluster.state} />
        </Section>
        <Section title={t('connectionTitle')}>
          <ClusterConnection cluster={cluster} />
        </Section>
      </div>
      <Section title={t('rateTitle')}>
        <ClusterRates
          partitions={cluster.partitions}
          problem={problem?.values['intent'] === 'rate' ? problem : undefined}
        />
      </Section>
      <Section title={t('checkTitle')}>
        <ClusterCheck checks={checks} />
      </Section>
    </>
  );
}
