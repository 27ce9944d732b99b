import type { ClusterView, PartitionView } from '#server/cluster-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Bar } from '../ui/bar';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';

/** Every place of a cluster: what is free now, what an hour costs there and how long one may stay. */
export function ClusterPartitions({ cluster, title }: { cluster: ClusterView; title: string }) {
  const t = useText('clusters');
  const head = (
    <>
      <HeadCell>{t('partition')}</HeadCell>
      <HeadCell>{t('gpu')}</HeadCell>
      <HeadCell>{t('free')}</HeadCell>
      <HeadCell isRight>{t('rate')}</HeadCell>
      <HeadCell isRight>{t('limit')}</HeadCell>
      <HeadCell>{t('node')}</HeadCell>
    </>
  );
  return (
    <Table caption={t('partitions', { cluster: title })} isFolding head={head}>
      {cluster.partitions.map((partition) => (
        <PartitionRow key={partition.name} partition={partition} />
      ))}
    </Table>
  );
}

function PartitionRow({ partition }: { partition: PartitionView }) {
  const t = useText('clusters');
  const format = useFormat();
  return (
    <Row>
      <RowHead>
        <code>{partition.name}</code>
        {!partition.isOpen && (
          <span className="ml-2">
            <Badge>{t('partitionClosed')}</Badge>
          </span>
        )}
      </RowHead>
      <Cell isRight={false}>{partition.totalGpus > 0 ? partition.gpuModel : t('noGpu')}</Cell>
      <Cell fold="all">
        <FreeGpus partition={partition} />
      </Cell>
      <Cell isRight fold="left" label={t('rate')}>
        {t('rateValue', { rate: format.number(partition.rateMilli / 1000, 3) })}
      </Cell>
      <Cell isRight label={t('limit')}>
        {format.duration(partition.maxWalltimeSeconds)}
      </Cell>
      <Cell fold="hide">
        <span className="text-small text-text-2">
          <Node partition={partition} />
        </span>
      </Cell>
    </Row>
  );
}

/** A fuel gauge of one partition; without an answer it says so and draws nothing. */
function FreeGpus({ partition: { name, totalGpus, freeGpus } }: { partition: PartitionView }) {
  const t = useText('clusters');
  const format = useFormat();
  if (totalGpus === 0) return <span className="text-text-3">{t('noGpu')}</span>;
  if (freeGpus === undefined) return <span className="text-text-3">{t('freeUnknown')}</span>;
  const values = { total: format.number(totalGpus), free: format.number(freeGpus) };
  return (
    <span className="grid min-w-[140px] gap-1">
      <span className="text-small">{t('freeOf', values)}</span>
      <Bar
        size="thin"
        label={t('freeBar', { partition: name, ...values })}
        pieces={[
          { fill: 'left', from: 0, to: freeGpus / totalGpus },
          { fill: 'used', from: freeGpus / totalGpus, to: 1 },
        ]}
      />
    </span>
  );
}

function Node({ partition }: { partition: PartitionView }) {
  const t = useText('clusters');
  const format = useFormat();
  const memory = format.bytes(partition.memoryBytesPerNode);
  if (partition.gpusPerNode === 0) return t('nodeValueCpu', { cores: partition.coresPerNode, memory });
  return t('nodeValue', { gpus: partition.gpusPerNode, cores: partition.coresPerNode, memory });
}
