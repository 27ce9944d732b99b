import { z } from 'zod';

/** What a person asks the portal to run. batch: a script of their own · app: a program that is used in the browser (`server/apps/`). */
export const draftKinds = ['batch', 'app'] as const;

/** by-hand: typed by the person at the cluster itself, found in its queue or its accounting. */
export const launchKinds = [...draftKinds, 'by-hand'] as const;
export type LaunchKind = (typeof launchKinds)[number];

/**
 * What a person asks to run, as the form and the API send it. Shape only: whether it fits and can be paid is the domain's answer.
 * `walltimeSeconds` 1 s–30 d; `memoryBytes` for the whole job on one node.
 */
export const launchDraftSchema = z.object({
  cluster: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  kind: z.enum(draftKinds).default('batch'),
  name: z.string().trim().max(1000).default(''),
  /** Of a batch launch; an app brings its own. */
  script: z.string().default(''),
  gpus: z.number().int().min(0).max(1024, 'too-many-gpus').default(1),
  cores: z.number().int().min(1).max(4096, 'fits-nowhere').default(1),
  walltimeSeconds: z
    .number()
    .int()
    .max(30 * 86_400, 'walltime-over-limit'),
  accelerator: z.string().max(40).optional(),
  partition: z.string().max(64).optional(),
  memoryBytes: z
    .number()
    .int()
    .min(1)
    .max(2 ** 45, 'fits-nowhere')
    .optional(),
  array: z.string().max(200).optional(),
  /** Of the cluster, by name. */
  reservation: z
    .string()
    .regex(/^[\w.+-]{1,100}$/)
    .optional(),
  allocation: z.uuid().optional(),
  template: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/)
    .optional(),
  /** Name of the app, and what was chosen of its fields; of kind `app` only. */
  app: z.string().max(64).optional(),
  appFields: z.record(z.string().max(64), z.string().max(1000)).optional(),
});

export type LaunchDraft = z.output<typeof launchDraftSchema>;
export type LaunchDraftInput = z.input<typeof launchDraftSchema>;
