import type { CentreTools, Command, CommandCall } from '../command';
import type { NodeView } from '../engine/engine';
import { getopt, has, lastOf } from './getopt';
import { idOf } from './job-ids';
import { epochOf } from './job-record';
import { extraOf, sizeOf } from './job-words';
import { exitCodes } from './pbs-error';
import { pbsVersion, printReleasedJson, type Member } from './released-json';
import { noConnection } from './server-down';
import { ctimeOf } from './time-words';

const usage = `usage:
	pbsnodes [-{c|r}][-C comment] node_name1 ...

	pbsnodes -[C comment] -o node_name1 ...
	pbsnodes -l [-s server]
	pbsnodes [-s server] -v vnode_name1 ...
	pbsnodes -[H|S] -[jL] [-F format] [-D delim] host1 ...
	pbsnodes -a[v] [-S[jL]] [-F format] [-D delim]
	pbsnodes --version
`;

/** @see pbsnodes(8B), OpenPBS 23.06 */
export const pbsnodes: Command = async (call, tools) => {
  if (call.argv[0] === '--version') {
    call.stdout(`pbs_version = ${pbsVersion}\n`);
    return 0;
  }
  const options = getopt(call.argv, 'acC:dD:F:HjlLoOrs:Sqv');
  const isAll = has(options, 'a') || has(options, 'l');
  if (options.complaints.length > 0 || (!isAll && options.operands.length === 0)) {
    call.stderr(options.complaints.map((words) => `pbsnodes: ${words}\n`).join('') + usage);
    return exitCodes.usage;
  }
  if (tools.faults.get('queue-query-fails') !== undefined) return noConnection(call, tools);
  if (['o', 'O', 'r', 'c', 'd', 'C'].some((letter) => has(options, letter))) {
    call.stderr('pbsnodes: Unauthorized Request \n');
    return 1;
  }
  const nodes = tools.engine.nodes();
  let code = 0;
  const wanted = isAll ? [...nodes] : nodes.filter(({ name }) => options.operands.includes(name));
  if (!isAll)
    for (const name of options.operands.filter((own) => !nodes.some((node) => node.name === own))) {
      call.stderr(`Node: ${name},  Error: Unknown node \n`);
      code = 1;
    }
  if (has(options, 'l'))
    call.stdout(
      wanted
        .filter(({ state }) => state !== 'up')
        .map(listed)
        .join(''),
    );
  else if (has(options, 'S')) call.stdout(has(options, 'j') ? jobTable(wanted, tools) : nodeTable(wanted));
  else if (lastOf(options, 'F') === 'json')
    call.stdout(
      printReleasedJson(tools.centreName, new Date(), {
        key: 'nodes',
        members: wanted.map((node) => ({ key: node.name, members: membersOf(node, tools) })),
      }),
    );
  else call.stdout(wanted.map((node) => printNode(node, call, tools)).join(''));
  return code;
};

const stateOf = (node: NodeView): string => {
  if (node.state === 'down') return 'state-unknown,down';
  if (node.state === 'drained') return 'offline';
  return node.usedCores >= node.cores ? 'job-busy' : 'free';
};

const availableOf = (node: NodeView): [string, string][] => [
  ['arch', 'linux'],
  ['host', node.name],
  ['mem', sizeOf(node.memoryBytes)],
  ['ncpus', String(node.cores)],
  ['ngpus', String(node.gpus)],
  ['vnode', node.name],
];

const assignedOf = (node: NodeView, { engine }: CentreTools): [string, string][] => {
  const memoryBytes = node.jobIds.reduce((sum, id) => {
    const job = engine.find(id);
    const share = job?.runs.at(-1)?.shares.find(({ node: name }) => name === node.name);
    return sum + (job && extraOf(job).hasMemory ? (share?.memoryBytes ?? 0) : 0);
  }, 0);
  return [
    ['mem', `${Math.ceil(memoryBytes / 1024)}kb`],
    ['ncpus', String(node.usedCores)],
    ['ngpus', String(node.usedGpuIndices.length)],
  ];
};

const jobsOn = (node: NodeView, { engine, centreName }: CentreTools): string[] =>
  node.jobIds.flatMap((id) => {
    const job = engine.find(id);
    return job ? [idOf(job, centreName)] : [];
  });

/** What is not in use is left out. @see e2e/transcripts/pbs/pbsnodes.json */
function membersOf(node: NodeView, tools: CentreTools): Member[] {
  const typed = (key: string, value: string | number): Member => ({
    key,
    typed: String(value),
    escape: 'fully',
  });
  const jobs = jobsOn(node, tools);
  const changed = epochOf(tools.engine.startedAt);
  return [
    typed('Mom', node.name),
    typed('ntype', 'PBS'),
    typed('state', stateOf(node)),
    typed('pcpus', node.cores),
    ...(jobs.length > 0 ? [{ key: 'jobs', items: jobs }] : []),
    { key: 'resources_available', members: availableOf(node).map(([key, value]) => typed(key, value)) },
    {
      key: 'resources_assigned',
      members: assignedOf(node, tools).flatMap(([key, value]) =>
        parseInt(value) === 0 ? [] : [typed(key, value)],
      ),
    },
    typed('queue', node.partition),
    typed('resv_enable', 'True'),
    typed('sharing', 'default_shared'),
    typed('license', 'l'),
    typed('last_state_change_time', changed),
    typed('last_used_time', changed),
  ];
}

function printNode(node: NodeView, call: CommandCall, tools: CentreTools): string {
  const at = ctimeOf(tools.engine.startedAt, call.environment['TZ']);
  const jobs = jobsOn(node, tools);
  const lines: [string, string][] = [
    ['Mom', node.name],
    ['ntype', 'PBS'],
    ['state', stateOf(node)],
    ['pcpus', String(node.cores)],
    ...(jobs.length > 0 ? [['jobs', jobs.map((id) => `${id}/0`).join(', ')] as [string, string]] : []),
    ...availableOf(node).map(([key, value]): [string, string] => [`resources_available.${key}`, value]),
    ...assignedOf(node, tools).map(([key, value]): [string, string] => [`resources_assigned.${key}`, value]),
    ['queue', node.partition],
    ['resv_enable', 'True'],
    ['sharing', 'default_shared'],
    ['license', 'l'],
    ['last_state_change_time', at],
    ['last_used_time', at],
  ];
  return `${node.name}\n${lines.map(([key, value]) => `     ${key} = ${value}\n`).join('')}\n`;
}

const listed = (node: NodeView) => `${node.name.padEnd(20)} ${stateOf(node)} \n`;

function nodeTable(nodes: readonly NodeView[]): string {
  const rows = nodes.map((node) =>
    [
      node.name.slice(0, 15).padEnd(15),
      stateOf(node).padEnd(15),
      '--'.padEnd(8),
      '--'.padEnd(8),
      node.name.slice(0, 15).padEnd(15),
      node.partition.slice(0, 10).padEnd(10),
      sizeOf(node.memoryBytes).padStart(8),
      String(node.cores).padStart(7),
      '0'.padStart(7),
      String(node.gpus).padStart(7),
      '--',
    ].join(' '),
  );
  return `${[
    'vnode           state           OS       hardware host            queue        mem     ncpus   nmics   ngpus  comment',
    '--------------- --------------- -------- -------- --------------- ---------- -------- ------- ------- ------- ---------',
    ...rows,
  ].join('\n')}\n`;
}

/** Free of total. @see e2e/transcripts/pbs/pbsnodes.txt, `pbsnodes -aSj` */
function jobTable(nodes: readonly NodeView[], tools: CentreTools): string {
  const rows = nodes.map((node) => {
    const jobs = jobsOn(node, tools);
    const gib = (bytes: number) => `${Math.round(bytes / 1024 ** 3)}gb`;
    const usedBytes = node.usedMemoryBytes;
    return [
      node.name.slice(0, 15).padEnd(15),
      stateOf(node).padEnd(15),
      String(jobs.length).padStart(6),
      String(jobs.length).padStart(5),
      '0'.padStart(6),
      `${gib(node.memoryBytes - usedBytes)}/${gib(node.memoryBytes)}`.padStart(12),
      `${node.cores - node.usedCores}/${node.cores}`.padStart(7),
      '0/0'.padStart(7),
      `${node.gpus - node.usedGpuIndices.length}/${node.gpus}`.padStart(7),
      jobs.length > 0 ? jobs.map((id) => id.replace(/\..*$/, '')).join(',') : '--',
    ].join(' ');
  });
  return `${[
    '                                                        mem       ncpus   nmics   ngpus',
    'vnode           state           njobs   run   susp      f/t        f/t     f/t     f/t   jobs',
    '--------------- --------------- ------ ----- ------ ------------ ------- ------- ------- -------',
    ...rows,
  ].join('\n')}\n`;
}
