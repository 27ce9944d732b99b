import { randomBytes } from 'node:crypto';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { isAppError } from '../../contract/app-error';
import { probeLineNames, spareProbeLines, type ProbeLineName } from '../../contract/clusters';
import type { ErrorCode } from '../../contract/error-codes';
import type { PartitionShape, Reservation, Scheduler, SchedulerFacts } from '../../bridge/scheduler/port';
import type { SshLink } from '../../bridge/ssh/port';
import type { ProbeLineView } from '../../operate-services';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { connectErrorCode } from './connect-error';
import { tryHeldJob } from './try-held-job';

/** How far a cluster's clock may stand off before charges and tokens go wrong. */
const maxClockSkewSeconds = 30;
/** A job that ended must be found by the next readings of the queue, ten seconds apart. */
const minHistorySeconds = 60;

export interface ProbeFindings {
  lines: ProbeLineView[];
  /** Empty when they could not be read. */
  shapes: PartitionShape[];
  forwarding: 'tcp' | 'socket' | undefined;
  /** undefined: they could not be read. */
  reservations: Reservation[] | undefined;
}

/** What the looks share; what two of them need is asked for once. */
interface Ground {
  bridges: ClusterBridges;
  cluster: ClusterRow;
  link: SshLink;
  scheduler: Scheduler;
  facts: () => Promise<SchedulerFacts>;
  shapes: () => Promise<PartitionShape[]>;
  found: Pick<ProbeFindings, 'shapes' | 'forwarding' | 'reservations'>;
}

/** Something is not as the portal needs it; the message is what was seen. */
class NotGood extends Error {}

/**
 * Tries what the portal needs of a cluster, one line a look, over a connection of its own; after a refused sign-in the rest stays untried.
 * Writes and deletes a file in the service login's home; with isDryRun it submits a held job, sees it and cancels it. Never throws.
 */
export async function probeCluster(
  bridges: ClusterBridges,
  cluster: ClusterRow,
  { isDryRun }: { isDryRun: boolean },
): Promise<ProbeFindings> {
  const found: ProbeFindings = { lines: [], shapes: [], forwarding: undefined, reservations: undefined };
  await bridges.visit(cluster, cluster.serviceLogin, async (link) => {
    const scheduler = bridges.schedulerOf(cluster.scheduler);
    const ground: Ground = {
      bridges,
      cluster,
      link,
      scheduler,
      facts: once(() => scheduler.survey.readFacts(link)),
      shapes: once(() => scheduler.survey.readShapes(link)),
      found,
    };
    const isOut = (name: ProbeLineName) =>
      (name === 'dry-run' && !isDryRun) ||
      (name !== 'host-key' && found.lines.some((line) => line.name === 'sign-in' && line.verdict === 'bad'));
    for (const name of probeLineNames)
      found.lines.push(isOut(name) ? untried(name) : await lookAt(name, ground));
  });
  return found;
}

const looks: Record<ProbeLineName, (ground: Ground) => Promise<string>> = {
  'host-key': async ({ bridges, cluster }) => {
    const keys = await bridges.readHostKeys(cluster);
    const blobOf = (line: string) => line.split(/\s+/)[1];
    const strange = keys.filter(({ key }) => !cluster.hostKeys.some((pin) => blobOf(pin) === blobOf(key)));
    if (strange.length > 0)
      throw new NotGood(`not pinned: ${strange.map(({ fingerprint }) => fingerprint).join(', ')}`);
    return keys.map(({ fingerprint }) => fingerprint).join(', ');
  },
  'sign-in': ({ bridges, link }) => bridges.loginHost.readName(link),
  clock: async ({ bridges, link }) => {
    const skew = await bridges.loginHost.readClockSkew(link);
    if (Math.abs(skew) > maxClockSkewSeconds) throw new NotGood(`${skew} s`);
    return `${skew} s`;
  },
  home: async ({ bridges, link }) => {
    const { words } = await bridges.loginHost.tryHome(link);
    if (words !== undefined) throw new NotGood(words);
    return '~/.modu';
  },
  lock: async ({ bridges, link }) => {
    const kind = await bridges.loginHost.tryLock(link);
    if (kind === undefined) throw new NotGood('flock, mkdir');
    return kind === 'flock' ? 'flock' : 'mkdir';
  },
  python: ({ bridges, link }) => program(bridges, link, 'python3'),
  jupyter: ({ bridges, link }) => program(bridges, link, 'jupyter'),
  forwarding: async ({ bridges, link, cluster, found }) => {
    found.forwarding = await bridges.loginHost.tryForwarding(link, cluster.port);
    if (found.forwarding === undefined) throw new NotGood('AllowTcpForwarding');
    return found.forwarding === 'tcp' ? 'TCP' : 'unix socket';
  },
  scheduler: async ({ facts }) => (await facts()).version,
  partitions: async ({ shapes, found, cluster }) => {
    const all = (found.shapes = await shapes());
    const gone = cluster.partitions.filter(({ name }) => !all.some((shape) => shape.name === name));
    if (gone.length > 0) throw new NotGood(`not there: ${gone.map(({ name }) => name).join(', ')}`);
    if (!all.some((shape) => shape.isUp)) throw new NotGood(`${all.length}, none up`);
    return all.map((shape) => (shape.isUp ? shape.name : `${shape.name} (down)`)).join(', ');
  },
  accelerators: async ({ shapes }) => {
    const all = (await shapes()).filter((shape) => shape.gpusPerNode > 0);
    if (all.length === 0) throw new NotGood('0 GPU');
    return all
      .map((shape) => `${shape.name}: ${shape.nodes} × ${shape.gpusPerNode} ${shape.accelerator}`)
      .join(', ');
  },
  limits: async ({ facts, shapes }) => {
    const times = (await shapes()).map(
      (shape) =>
        `${shape.name} ${shape.maxWalltimeSeconds === undefined ? '∞' : `${shape.maxWalltimeSeconds / 3600} h`}`,
    );
    return [...times, ...(await facts()).limits].join(', ');
  },
  queue: async ({ facts, scheduler, link }) => {
    const { jobs } = await scheduler.readQueue(link);
    if (!(await facts()).showsOthers) throw new NotGood('PrivateData, query_other_jobs');
    return String(jobs.length);
  },
  accounting: async ({ facts, scheduler, link }) => {
    const count = await scheduler.survey.tryAccounts(link);
    if (!(await facts()).keepsAccounts) throw new NotGood('0');
    return String(count);
  },
  history: async ({ facts }) => {
    const { historySeconds } = await facts();
    if (historySeconds === undefined) return '✓';
    if (historySeconds < minHistorySeconds) throw new NotGood(`${historySeconds} s`);
    return `${historySeconds} s`;
  },
  'hour-limits': async ({ scheduler, link, cluster }) => {
    if (!scheduler.hourLimits) throw new NotGood(cluster.scheduler);
    const lack = await scheduler.hourLimits.readLack(link, cluster.serviceLogin);
    if (lack !== undefined) throw new NotGood(lack);
    return 'GrpTRESMins';
  },
  reservations: async ({ scheduler, link, found }) => {
    const all = (found.reservations = await scheduler.survey.readReservations(link));
    for (const one of all) {
      const words = await scheduler.survey.tryReservation(link, one);
      if (words !== undefined) throw new NotGood(`${one.name}: ${words}`);
    }
    return all.length === 0 ? '0' : all.map(({ name }) => name).join(', ');
  },
  'login-command': async ({ bridges, link, cluster }) => {
    if (!cluster.loginKinds.includes('named')) return '—';
    const [command = ''] = cluster.loginCommand;
    const path = await bridges.loginHost.findCommand(link, command);
    if (path === undefined) throw new NotGood(`${command}: not found`);
    return path;
  },
  'dry-run': async ({ scheduler, link, cluster, shapes }) => {
    const up = (await shapes()).filter((shape) => shape.isUp);
    const open = cluster.partitions.filter((partition) => partition.is_open).map(({ name }) => name);
    const partition = up.find(({ name }) => open.includes(name)) ?? up[0];
    if (!partition) throw new NotGood('no partition is up');
    const name = `modu-probe-${randomBytes(6).toString('hex')}`;
    const outcome = await tryHeldJob(scheduler, link, { name, partition: partition.name });
    if (outcome.problem !== undefined) throw new NotGood(outcome.problem);
    return `${partition.name}: ${outcome.schedulerJobId}`;
  },
};

async function program(bridges: ClusterBridges, link: SshLink, name: 'python3' | 'jupyter'): Promise<string> {
  const version = await bridges.loginHost.readProgram(link, name);
  if (version === undefined) throw new NotGood(`${name}: not found`);
  return version;
}

async function lookAt(name: ProbeLineName, ground: Ground): Promise<ProbeLineView> {
  const startedAt = performance.now();
  const seen = await looks[name](ground).then(
    (words) => ({ verdict: 'good' as const, words, code: undefined }),
    (error: unknown) => ({
      verdict: spareProbeLines.includes(name) ? ('lacks' as const) : ('bad' as const),
      ...explain(error),
    }),
  );
  return {
    name,
    ...seen,
    words: seen.words.slice(0, 600),
    tookMs: Math.round(performance.now() - startedAt),
  };
}

function explain(error: unknown): { words: string; code: ErrorCode | undefined } {
  if (isAppError(error)) {
    const words = String(error.details['words'] ?? error.details['fingerprint'] ?? '');
    return { words, code: connectErrorCode(error) };
  }
  const words = error instanceof Error ? error.message : String(error);
  return { words, code: error instanceof NotGood ? undefined : 'internal' };
}

const untried = (name: ProbeLineName): ProbeLineView => ({
  name,
  verdict: 'untried',
  words: '',
  code: undefined,
  tookMs: 0,
});

/** The same answer, or the same failure, to everybody who asks. */
function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () => (asked ??= ask());
}
