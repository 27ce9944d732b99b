import { z } from 'zod';
import { schedulers } from './clusters';

const title = z.string().trim().min(1).max(60);

/** A line of known_hosts without the host: `ssh-ed25519 AAAA…`, with or without a comment. */
const hostKeyLine = /^ssh-ed25519 [A-Za-z0-9+/]{60,120}={0,2}(\s.*)?$/;

/** A host key that an operator vouches for: the fingerprint that was compared, or the whole public line as it stands on the machine. */
export const hostKeyProof = z
  .string()
  .trim()
  .refine((text) => /^SHA256:[A-Za-z0-9+/]{43}$/.test(text) || hostKeyLine.test(text));

/** A host name, an IPv4 or an IPv6 address. */
const hostName = z
  .string()
  .trim()
  .max(253)
  .regex(/^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/);
const portNumber = z.coerce.number().int().min(1).max(65535);

/** Where a server is asked for its host keys. */
export const clusterAddressSchema = z.object({
  host: hostName,
  port: portNumber,
  /** The host that it is reached through; empty: it is reached directly. */
  jumpHost: z.literal('').or(hostName).default(''),
  jumpPort: portNumber.default(22),
});

/** A centre's own command, its words apart; at most twenty of printable ASCII; empty: none. */
export const commandWords = z
  .string()
  .trim()
  .max(500)
  .transform((text) => (text === '' ? [] : text.split(/\s+/)))
  .refine((words) => words.length <= 20 && words.every((word) => /^[\x21-\x7e]+$/.test(word)));

/** What an operator says of a cluster that is to be attached. Shape only. */
export const clusterDraftSchema = clusterAddressSchema.extend({
  centre: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  name: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9-]{1,30}$/),
  titleKo: title,
  titleEn: title,
  scheduler: z.enum(schedulers),
  serviceLogin: z
    .string()
    .trim()
    .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/),
  /** The centre's command that makes a login, its words apart; the login's name is added as the last. Empty: people link their own. */
  loginCommand: commandWords,
  hostKeys: z.array(hostKeyProof).max(20),
});

export type ClusterDraft = z.output<typeof clusterDraftSchema>;
export type ClusterDraftInput = z.input<typeof clusterDraftSchema>;
/** As the schema makes it; the jump host may be left out. */
export type ClusterAddressInput = Pick<z.output<typeof clusterAddressSchema>, 'host' | 'port'> &
  Partial<z.output<typeof clusterAddressSchema>>;

/** When a cluster takes no new launches; at most 31 days, and not over already. */
export const maintenanceSchema = z
  .object({
    startsAt: z.date(),
    endsAt: z.date(),
    note: z.string().trim().max(200),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ['endsAt'] })
  .refine(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= 31 * 86_400_000, {
    path: ['endsAt'],
  })
  .refine(({ endsAt }) => endsAt.getTime() > Date.now(), { path: ['endsAt'] });

export type MaintenanceDraft = z.output<typeof maintenanceSchema>;
