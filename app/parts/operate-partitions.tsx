import { useFetcher } from '@remix-run/react';
import type { PartitionView } from '#server/cluster-services';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Sheet } from '../ui/sheet';

/** Which partitions people see; each row is a form of its own. */
export function OperatePartitions({ partitions }: { partitions: readonly PartitionView[] }) {
  const t = useText('operate');
  if (partitions.length === 0) return <p className="text-text-2">{t('partitionsNone')}</p>;
  return (
    <div className="grid gap-4">
      <p className="max-w-[62ch] text-text-2">{t('partitionsLead')}</p>
      <Sheet as="ul" className="divide-y divide-line">
        {partitions.map((partition) => (
          <PartitionRow key={partition.name} partition={partition} />
        ))}
      </Sheet>
    </div>
  );
}

function PartitionRow({ partition }: { partition: PartitionView }) {
  const t = useText('operate');
  const fetcher = useFetcher();
  const { name, isOpen, nodes, gpusPerNode, coresPerNode } = partition;
  const label = t(isOpen ? 'partitionHide' : 'partitionShow');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 md:px-6">
      <code className="font-semibold">{name}</code>
      <Badge tone={isOpen ? 'success' : 'plain'}>
        {t(isOpen ? 'partitionIsShown' : 'partitionIsHidden')}
      </Badge>
      <span className="text-small text-text-2">
        {t('partitionAbout', { nodes, gpus: gpusPerNode, cores: coresPerNode })}
      </span>
      <fetcher.Form method="post" className="ml-auto">
        <input type="hidden" name="intent" value="partition" />
        <input type="hidden" name="partition" value={name} />
        <input type="hidden" name="isOpen" value={isOpen ? 'no' : 'yes'} />
        <Button type="submit" size="small" isBusy={fetcher.state !== 'idle'} aria-label={`${name}: ${label}`}>
          {label}
        </Button>
      </fetcher.Form>
    </li>
  );
}
