import type { Chunk } from '../engine/job';
import { exitCodes, PbsError } from './pbs-error';
import { readClock } from './time-words';
import type { Asked } from './qsub-words';

export interface AskedResources {
  readonly chunks: readonly Chunk[];
  /** As `Resource_List.select` shows it, with what the server adds. */
  readonly select: string;
  readonly place: string;
  readonly hasMemory: boolean;
  /** undefined: the queue's default. */
  readonly walltimeSeconds: number | undefined;
}

const mostChunks = 1_000;
/** Resources of a whole job that are known and change nothing here. */
const otherResources = new Set([
  'cput',
  'pcput',
  'pmem',
  'vmem',
  'pvmem',
  'file',
  'nice',
  'software',
  'arch',
  'min_walltime',
  'max_walltime',
  'soft_walltime',
  'site',
  'preempt_targets',
]);
/** Resources of a chunk that are known and change nothing here. */
const otherInChunk = new Set([
  'mpiprocs',
  'ompthreads',
  'host',
  'vnode',
  'arch',
  'vmem',
  'accelerator',
  'accelerator_model',
  'naccelerators',
  'nmics',
  'hbmem',
  'mppwidth',
  'Qlist',
]);
const inChunks = new Set(['ncpus', 'ngpus', 'mem', ...otherInChunk]);

/**
 * Reads all `-l`. Either `select` and `place`, or the older resources of the whole job, not both.
 * @throws PbsError as qsub refuses it: 187, 166, 5
 * @see e2e/transcripts/pbs/qsub-bad-resource.txt, running-multi-chunk.json
 */
export function readResources(asked: Asked): AskedResources {
  const found = new Map<string, string>();
  for (const { text } of asked.resources)
    for (const [name, value] of pairsOf(text)) if (!found.has(name)) found.set(name, value);
  const select = found.get('select');
  const nodes = found.get('nodes');
  for (const name of found.keys())
    if (
      !['select', 'place', 'nodes', 'walltime', 'nodect'].includes(name) &&
      !inChunks.has(name) &&
      !otherResources.has(name)
    )
      throw new PbsError(exitCodes.unknownResource, `qsub: Unknown resource Resource_List.${name}`);
  const old = [...found.keys()].find((name) => inChunks.has(name));
  if (select !== undefined && old !== undefined)
    throw new PbsError(
      exitCodes.mixedResources,
      `qsub: "-lresource=" cannot be used with "select" or "place", resource is: ${old}`,
    );
  const walltime = found.get('walltime');
  const shape = select ?? (nodes === undefined ? oldStyle(found) : selectOfNodes(nodes));
  return {
    ...readSelect(shape),
    place: found.get('place') ?? (select !== undefined ? 'free' : nodes !== undefined ? 'scatter' : 'pack'),
    walltimeSeconds: walltime === undefined ? undefined : readWalltime(walltime),
  };
}

/** `walltime=1:00:00,ngpus=2`; a `select` may hold no comma. */
function pairsOf(text: string): [string, string][] {
  return text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const cut = part.indexOf('=');
      if (cut <= 0) throw new PbsError(exitCodes.usage, 'qsub: illegal -l value');
      return [part.slice(0, cut).trim(), part.slice(cut + 1).trim()];
    });
}

function readWalltime(text: string): number {
  const seconds = readClock(text);
  if (seconds === undefined) throw badValue('Resource_List.walltime');
  return seconds;
}

/** `-l ngpus=2 -l ncpus=2 -l mem=1gb` → `1:ncpus=2:ngpus=2:mem=1gb` */
function oldStyle(found: ReadonlyMap<string, string>): string {
  const parts = ['ncpus', 'ngpus', 'mem'].flatMap((name) => {
    const value = found.get(name);
    if (value === undefined) return [];
    if (name !== 'mem' && !/^\d{1,6}$/.test(value)) throw badValue(`Resource_List.${name}`);
    if (name === 'mem' && readSize(value) === undefined) throw badValue('Resource_List.mem');
    return [`${name}=${value}`];
  });
  return ['1', ...parts].join(':');
}

/** `1:ppn=2` → `1:ncpus=2:mpiprocs=2` */
function selectOfNodes(nodes: string): string {
  return nodes
    .split('+')
    .map((part) => part.replace(/:?ppn=(\d+)/, ':ncpus=$1:mpiprocs=$1'))
    .join('+');
}

function readSelect(text: string): Pick<AskedResources, 'chunks' | 'select' | 'hasMemory'> {
  const chunks: Chunk[] = [];
  const printed: string[] = [];
  for (const part of text.split('+')) {
    const [first = '', ...rest] = part.split(':');
    const hasCount = /^\d+$/.test(first);
    const words = hasCount ? rest : [first, ...rest];
    const count = hasCount ? Number(first) : 1;
    const chunk = readChunk(words);
    if (count < 1 || chunks.length + count > mostChunks) throw badValue('Resource_List.select');
    for (let index = 0; index < count; index++) chunks.push(chunk);
    const hasCores = words.some((word) => word.startsWith('ncpus='));
    printed.push([count, ...words, ...(hasCores ? [] : ['ncpus=1'])].join(':'));
  }
  return { chunks, select: printed.join('+'), hasMemory: /\bmem=/.test(text) };
}

function readChunk(words: readonly string[]): Chunk {
  const values = new Map(
    words.map((word): [string, string] => {
      const cut = word.indexOf('=');
      if (cut <= 0) throw badValue('Resource_List.select');
      return [word.slice(0, cut), word.slice(cut + 1)];
    }),
  );
  for (const name of values.keys())
    if (!inChunks.has(name)) throw new PbsError(exitCodes.unknownResource, `qsub: Unknown resource: ${name}`);
  const number = (name: string, without: number) => {
    const text = values.get(name);
    if (text !== undefined && !/^\d{1,6}$/.test(text)) throw badValue(`select.${name}`);
    return text === undefined ? without : Number(text);
  };
  const memory = values.get('mem');
  const memoryBytes = memory === undefined ? 0 : readSize(memory);
  if (memoryBytes === undefined) throw badValue('select.mem');
  return { cores: number('ncpus', 1), gpus: number('ngpus', 0), memoryBytes };
}

const badValue = (name: string) =>
  new PbsError(exitCodes.badValue, `qsub: Illegal attribute or resource value ${name}`);

/** `2gb`, `512mb`, `100` (bytes), `8gw` (words of 8 bytes). */
export function readSize(text: string): number | undefined {
  const match = /^(\d{1,15})([kmgtp]?)(b|w)?$/i.exec(text);
  if (!match) return undefined;
  const power = ' kmgtp'.indexOf((match[2] || ' ').toLowerCase());
  return Number(match[1]) * 1024 ** power * (match[3]?.toLowerCase() === 'w' ? 8 : 1);
}
