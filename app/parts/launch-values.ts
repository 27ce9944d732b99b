import type { LaunchDraft } from '#server/contract/launch-draft';
import { parseWalltime } from '#server/contract/walltime';
import type { LaunchQuoteInput } from '#server/launch-services';

/** What stands in the fields of the launch form, as typed. */
export interface LaunchValues {
  name: string;
  script: string;
  gpus: string;
  /** `1:30`, `90m`, `1-00:00:00` */
  walltime: string;
  cores: string;
  /** GiB; empty: the centre's usual amount. */
  memory: string;
  array: string;
  /** `hangang/gpu`, `hangang` (any of its partitions), or empty: the first to start. */
  place: string;
  /** An id; empty: the portal chooses. */
  allocation: string;
  /** Name of a reservation of the cluster; empty: none. */
  reservation: string;
  /** Name of an app, which brings its own script; empty: a script of one's own. */
  app: string;
  /** What is chosen of the app's fields, as the search part of an address: `folder=home`. */
  appFields: string;
}

const names = [
  'name',
  'script',
  'gpus',
  'walltime',
  'cores',
  'memory',
  'array',
  'place',
  'allocation',
  'reservation',
  'app',
  'appFields',
] as const;
const gib = 1024 ** 3;

/** A form or request body as values; what is not there is empty. Never throws. */
export function readLaunchValues(form: Record<string, unknown>): LaunchValues {
  const text = (name: keyof LaunchValues) => (typeof form[name] === 'string' ? form[name] : '');
  const values = Object.fromEntries(names.map((name) => [name, text(name)])) as unknown as LaunchValues;
  // Browsers send the line ends of a text area as CRLF when a page runs without script. @see HTML, 4.10.21.8 (form data set)
  return { ...values, script: values.script.replace(/\r\n?/g, '\n') };
}

/**
 * What values ask for. What cannot be read goes on as NaN, 0 or the text itself, so that the service names every wrong field at once.
 * Never throws.
 */
export function toQuoteInput(values: LaunchValues, template?: string): LaunchQuoteInput {
  const { cluster, partition } = readPlace(values.place);
  const memoryBytes = values.memory.trim() === '' ? undefined : Math.round(numberOf(values.memory) * gib);
  return {
    name: values.name,
    ...(values.app === ''
      ? { script: values.script }
      : { kind: 'app', app: values.app, appFields: readAppFields(values) }),
    gpus: wholeOf(values.gpus),
    cores: wholeOf(values.cores),
    walltimeSeconds: parseWalltime(values.walltime) ?? 0,
    ...(cluster !== undefined && { cluster }),
    ...(partition !== undefined && { partition }),
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(values.array.trim() !== '' && { array: values.array.trim() }),
    ...(values.allocation !== '' && { allocation: values.allocation }),
    ...(values.reservation !== '' && { reservation: values.reservation }),
    ...(template !== undefined && { template }),
  };
}

/** The fields filled in from a draft. Never throws. */
export function toLaunchValues(
  draft: Omit<LaunchDraft, 'cluster' | 'kind'> & { cluster?: string; kind?: LaunchDraft['kind'] },
): LaunchValues {
  return {
    name: draft.name,
    script: draft.script,
    gpus: String(draft.gpus),
    walltime: walltimeText(draft.walltimeSeconds),
    cores: String(draft.cores),
    memory: draft.memoryBytes === undefined ? '' : String(Number((draft.memoryBytes / gib).toFixed(6))),
    array: draft.array ?? '',
    place: draft.cluster === undefined ? '' : placeValue(draft.cluster, draft.partition),
    allocation: draft.allocation ?? '',
    reservation: draft.reservation ?? '',
    app: draft.app ?? '',
    appFields: appFieldsText(draft.appFields ?? {}),
  };
}

/** The chosen fields of an app, by name. Never throws. */
export const readAppFields = ({ appFields }: Pick<LaunchValues, 'appFields'>): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(appFields));

/** The same as the form carries them. Never throws. */
export const appFieldsText = (fields: Record<string, string>): string =>
  new URLSearchParams(fields).toString();

/** A place as the form's radios carry it. Never throws. */
export const placeValue = (cluster: string, partition: string | undefined): string =>
  partition === undefined ? cluster : `${cluster}/${partition}`;

/** Undefined parts: left to the portal. Never throws. */
function readPlace(place: string): { cluster: string | undefined; partition: string | undefined } {
  const [, cluster, partition] = /^([^/]*)(?:\/(.+))?$/s.exec(place) ?? [];
  return { cluster: cluster || undefined, partition };
}

/** `0:10`, `1:30`; with seconds only where there are some, so that it is short to read and to change. */
function walltimeText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = seconds % 60;
  const minutes = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}`;
  return rest === 0 ? minutes : `${minutes}:${two(rest)}`;
}

const wholeOf = (text: string): number => (/^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN);
const numberOf = (text: string): number =>
  /^(\d{1,12}(\.\d{0,6})?|\.\d{1,6})$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
