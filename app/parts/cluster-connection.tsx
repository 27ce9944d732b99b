import type { ClusterOperatorView } from '#server/cluster-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Facts } from '../ui/facts';

/** How the portal reaches the cluster; for its operator. */
export function ClusterConnection({ cluster }: { cluster: ClusterOperatorView }) {
  const t = useText('clusters');
  const format = useFormat();
  const machine = (text: string) => <code className="[overflow-wrap:anywhere]">{text}</code>;
  const keysOf = (fingerprints: readonly string[]) => (
    <ul>
      {fingerprints.map((fingerprint) => (
        <li key={fingerprint}>{machine(fingerprint)}</li>
      ))}
    </ul>
  );
  const { jump } = cluster;
  const facts = [
    { name: t('host'), value: machine(`${cluster.host}:${cluster.port}`) },
    { name: t('login'), value: machine(cluster.serviceLogin) },
    { name: t('keys'), value: keysOf(cluster.hostKeyFingerprints) },
    ...(jump
      ? [
          { name: t('jump'), value: machine(`${jump.host}:${jump.port}`) },
          { name: t('jumpKeys'), value: keysOf(jump.hostKeyFingerprints) },
        ]
      : []),
    { name: t('tick'), value: t('tickSeconds', { seconds: format.number(cluster.tickMs / 1000, 1) }) },
    { name: t('logins'), value: t('loginsCount', { count: cluster.logins }) },
    ...(cluster.lastError === undefined ? [] : [{ name: t('lastError'), value: machine(cluster.lastError) }]),
  ];
  return <Facts facts={facts} isLeft />;
}
