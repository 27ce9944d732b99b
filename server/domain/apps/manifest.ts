import { z } from 'zod';
import { appIcons } from '../../contract/apps';

const words = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });

/** Becomes `MODU_FIELD_<NAME>` for the script. */
const fieldName = z.string().regex(/^[a-z][a-z0-9]{0,30}$/);

const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    name: fieldName,
    label: words,
    options: z
      .array(z.strictObject({ value: z.string().regex(/^[\w./-]{1,64}$/), ko: z.string(), en: z.string() }))
      .min(1),
    /** One of the options. */
    default: z.string(),
  }),
  z.strictObject({
    kind: z.literal('number'),
    name: fieldName,
    label: words,
    min: z.number().int(),
    max: z.number().int(),
    default: z.number().int(),
  }),
  z.strictObject({
    kind: z.literal('text'),
    name: fieldName,
    label: words,
    /** A regular expression that the whole value must match. */
    pattern: z.string(),
    default: z.string(),
  }),
]);

export type AppField = z.output<typeof fieldSchema>;

/** `server/apps/<name>/app.yaml`: everything that the portal knows about an app. `docs/operators/apps.md` explains each line. */
export const manifestSchema = z.strictObject({
  title: words,
  about: words,
  icon: z.enum(appIcons),
  /** Place in the list. */
  order: z.number(),
  fields: z.array(fieldSchema).default([]),
  draft: z.strictObject({
    gpus: z.number().int().min(0),
    cores: z.number().int().min(1),
    walltimeSeconds: z.number().int().min(60),
    memoryBytes: z.number().int().min(1).optional(),
  }),
  /** The first page. */
  open: z.string().startsWith('/').default('/'),
  /** Ready when this path answers with one of these. */
  ready: z.strictObject({
    path: z.string().startsWith('/'),
    statuses: z.array(z.number().int().min(200).max(499)).min(1),
  }),
  /** How the gateway proves to the app that it is the gateway; left out for apps that ask nothing. */
  secret: z.strictObject({ header: z.string().regex(/^[A-Za-z-]+$/), prefix: z.string() }).optional(),
  /** Paths below which files of the person's are shown: their scripts run in an origin of no one's. */
  sandbox: z.array(z.string().startsWith('/')).default([]),
  /** Whether its pages may install service workers, which stay in the browser. */
  serviceWorkers: z.boolean().default(false),
  /** How it is asked whether somebody uses it; left out for apps that cannot say: they are never stopped for being idle. */
  idle: z.enum(['jupyter']).optional(),
  /** What an exit code of its script means. */
  exits: z.array(words.extend({ code: z.number().int().min(1).max(255) })).default([]),
  /** By cluster: lines before the script (modules), or that it is not offered there. */
  clusters: z
    .record(
      z.string(),
      z.strictObject({ before: z.string().default(''), isOffered: z.boolean().default(true) }),
    )
    .default({}),
});

export type Manifest = z.output<typeof manifestSchema>;
