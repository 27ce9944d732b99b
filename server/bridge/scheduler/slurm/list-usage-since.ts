import type { RemoteCommand } from '../../ssh/port';
import { usageCommand } from './list-usage';

/** Every run of everybody since then, also of jobs that go on. Read as `parseListUsage` does. Pure. @see sacct(1), Slurm 24.05, --starttime */
export const buildListUsageSince = (mark: string, since: Date): RemoteCommand =>
  usageCommand(mark, [`--starttime=${since.toISOString().slice(0, 19)}`]);
