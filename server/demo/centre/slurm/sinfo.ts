import type { Command, CommandCall, CentreTools } from '../command';
import type { NodeView, Partition } from '../engine/engine';
import { printLine, printLong, readFormat, readLongFormat } from './columns';
import { parseOptions, UsageError, type OptionTable } from './options';
import { clock } from './words';

/** @see sinfo(1), Slurm 22.05 */
const options: OptionTable = {
  values: { format: 'o', Format: 'O', partition: 'p', nodes: 'n', states: 't', sort: 'S' },
  flags: {
    noheader: 'h',
    Node: 'N',
    long: 'l',
    summarize: 's',
    all: 'a',
    exact: 'e',
    responding: 'r',
    dead: 'd',
  },
};
const defaultFormat = '%9P %.5a %.10l %.6D %.6t %N';

interface Row {
  partition: Partition;
  nodes: NodeView[];
  isDefault: boolean;
}

export const sinfo: Command = async (call, tools) => {
  if (tools.faults.get('queue-query-fails') !== undefined) {
    call.stderr('slurm_load_partitions: Unable to contact slurm controller (connect failure)\n');
    return 1;
  }
  try {
    return list(call, tools);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    call.stderr(`sinfo: ${error.message}\n`);
    return 1;
  }
};

function list(call: CommandCall, tools: CentreTools): number {
  const { values, flags } = parseOptions(call.argv, options);
  const rows = makeRows(tools, flags.has('Node'))
    .filter(
      (row) =>
        values['partition'] === undefined || values['partition'].split(',').includes(row.partition.name),
    )
    .filter(
      (row) =>
        values['states'] === undefined ||
        row.nodes.some((node) => values['states']?.toLowerCase().split(',').includes(stateOf(node).short)),
    );
  if (values['Format'] !== undefined) return listLong(call, values['Format'], rows, flags.has('noheader'));
  const format = readFormat(values['format'] ?? (flags.has('Node') ? '%N %.6D %.9P %6t' : defaultFormat));
  if (!flags.has('noheader')) call.stdout(printLine(format, (letter) => headers[letter] ?? ''));
  call.stdout(rows.map((row) => printLine(format, (letter) => field(letter, row))).join(''));
  return 0;
}

/** A line for each partition and state of its nodes; with -N one for each node. */
function makeRows({ engine }: CentreTools, isByNode: boolean): Row[] {
  return engine.partitions.flatMap((partition, at) => {
    const nodes = engine.nodes().filter((node) => node.partition === partition.name);
    const keys = isByNode
      ? nodes.map((node) => node.name)
      : [...new Set(nodes.map((node) => stateOf(node).short))];
    return keys.map((key) => ({
      partition,
      isDefault: at === 0,
      nodes: nodes.filter((node) => (isByNode ? node.name === key : stateOf(node).short === key)),
    }));
  });
}

function stateOf(node: NodeView): { short: string; long: string } {
  if (node.state === 'down') return { short: 'down', long: 'down' };
  if (node.state === 'drained')
    return node.jobIds.length > 0 ? { short: 'drng', long: 'draining' } : { short: 'drain', long: 'drained' };
  if (node.jobIds.length === 0) return { short: 'idle', long: 'idle' };
  return node.usedCores >= node.cores
    ? { short: 'alloc', long: 'allocated' }
    : { short: 'mix', long: 'mixed' };
}

const headers: Record<string, string> = {
  P: 'PARTITION',
  R: 'PARTITION',
  a: 'AVAIL',
  l: 'TIMELIMIT',
  D: 'NODES',
  T: 'STATE',
  t: 'STATE',
  N: 'NODELIST',
  n: 'HOSTNAMES',
  G: 'GRES',
  C: 'CPUS(A/I/O/T)',
  c: 'CPUS',
  m: 'MEMORY',
  F: 'NODES(A/I/O/T)',
  f: 'AVAIL_FEATURES',
  L: 'DEFAULTTIME',
  E: 'REASON',
  v: 'VERSION',
};

function field(letter: string, { partition, nodes, isDefault }: Row): string {
  const sum = (of: (node: NodeView) => number) => nodes.reduce((total, node) => total + of(node), 0);
  const [first] = nodes;
  switch (letter) {
    case 'P':
      return `${partition.name}${isDefault ? '*' : ''}`;
    case 'R':
      return partition.name;
    case 'a':
      return 'up';
    case 'l':
      return clock(partition.maxWalltimeSeconds);
    case 'L':
      return clock(partition.defaultWalltimeSeconds);
    case 'D':
      return String(nodes.length);
    case 'T':
      return first ? stateOf(first).long : 'n/a';
    case 't':
      return first ? stateOf(first).short : 'n/a';
    case 'N':
    case 'n':
      return nodes.map((node) => node.name).join(',');
    case 'G':
      return partition.gpusPerNode > 0 ? `gpu:${partition.accelerator}:${partition.gpusPerNode}` : '(null)';
    case 'C':
      return `${sum((node) => node.usedCores)}/${sum((node) => node.cores - node.usedCores)}/0/${sum((node) => node.cores)}`;
    case 'c':
      return String(partition.coresPerNode);
    case 'm':
      return String(Math.round(partition.memoryBytesPerNode / 1024 ** 2));
    case 'F':
      return `${nodes.filter((node) => node.jobIds.length > 0).length}/${nodes.filter((node) => node.jobIds.length === 0).length}/0/${nodes.length}`;
    case 'v':
      return '22.05.8';
    default:
      return '(null)';
  }
}

const longNames: Record<string, string> = {
  partition: 'P',
  partitionname: 'R',
  available: 'a',
  time: 'l',
  nodes: 'D',
  statelong: 'T',
  statecompact: 't',
  nodelist: 'N',
  nodehost: 'n',
  gres: 'G',
  cpusstate: 'C',
  cpus: 'c',
  memory: 'm',
  nodeaiot: 'F',
  defaulttime: 'L',
  version: 'v',
};

function listLong(call: CommandCall, format: string, rows: readonly Row[], isBare: boolean): number {
  const columns = readLongFormat(format);
  if (!isBare)
    call.stdout(printLong(columns, (name) => headers[longNames[name] ?? ''] ?? name.toUpperCase()));
  call.stdout(
    rows
      .map((row) =>
        printLong(columns, (name) =>
          name === 'gresused' ? gresUsed(row) : field(longNames[name] ?? '?', row),
        ),
      )
      .join(''),
  );
  return 0;
}

function gresUsed({ partition, nodes }: Row): string {
  const indices = nodes.flatMap((node) => node.usedGpuIndices);
  return `gpu:${partition.accelerator}:${indices.length}(IDX:${indices.length > 0 ? indices.join(',') : 'N/A'})`;
}
