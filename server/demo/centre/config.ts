import { z } from 'zod';

const partitionSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  accelerator: z.string(),
  gpuModel: z.string(),
  nodes: z.number().int().min(1),
  gpusPerNode: z.number().int().min(0),
  coresPerNode: z.number().int().min(1),
  memoryBytesPerNode: z.number().int().min(1),
  maxWalltimeSeconds: z.number().int().min(1),
  defaultWalltimeSeconds: z.number().int().min(1),
});

/** What a demo centre is started with, as JSON in a file. */
export const centreConfigSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  scheduler: z.enum(['slurm', 'pbs']),
  /** Absolute; everything of the centre lives below it. */
  folder: z.string().startsWith('/'),
  /** A demo login is a real shell on this machine: loopback only. */
  host: z.enum(['127.0.0.1', '::1']).default('127.0.0.1'),
  /** 0: a free one, kept for the next start. */
  port: z.number().int().min(0).max(65535).default(0),
  /** OpenSSH public keys that are believed for every login. */
  authorizedKeys: z.array(z.string()).min(1),
  serviceLogin: z.string().default('modu-svc'),
  partitions: z.array(partitionSchema).min(1),
});

export type CentreConfig = z.output<typeof centreConfigSchema>;
export type CentreConfigInput = z.input<typeof centreConfigSchema>;
