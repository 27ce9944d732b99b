import type { Readable } from 'node:stream';
import { z } from 'zod';
import { sshProfiles } from '../bridge/ssh/port';

/** A request is a few hundred bytes; a session's hash and a certificate are the longest in it. */
export const maxLineBytes = 16_384;
/** A request that is older was kept by somebody. Both ends have one clock. */
export const requestMaxAgeMs = 10_000;

const head = {
  /** The answer bears the same. */
  n: z.number().int().min(0),
  /** Never the same twice. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  /** Milliseconds since 1970. */
  at: z.number(),
};

/** What is asked of the signer over its socket: a line of JSON each. */
export const requestSchema = z.discriminatedUnion('op', [
  z.object({
    ...head,
    op: z.literal('identity'),
    cluster: z.string().max(64),
    login: z.string().max(64),
    profile: z.enum(sshProfiles),
  }),
  z.object({ ...head, op: z.literal('sign'), identity: z.string(), data: z.base64() }),
  z.object({ ...head, op: z.literal('make-key') }),
  z.object({ ...head, op: z.literal('portal-line') }),
]);
export type SignerRequest = z.output<typeof requestSchema>;

/** What it answers. refused: by its policy; failed: something is wrong with it. */
export type SignerAnswer =
  | { n: number; ok: true; value: Record<string, string> }
  | { n: number; ok: false; kind: 'refused' | 'failed'; words: string };

/** Calls back for each line of JSON. Never throws; what is no JSON, or too long, ends the stream. */
export function onMessages(stream: Readable, take: (message: unknown) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLineBytes || lines.some((line) => line.length > maxLineBytes))
      return void stream.destroy();
    for (const line of lines) {
      if (stream.destroyed) return;
      try {
        take(JSON.parse(line));
      } catch {
        stream.destroy();
      }
    }
  });
}
