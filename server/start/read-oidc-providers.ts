import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { OidcProvider } from '../contract/oidc';
import { isLoopback, SettingError } from '../env';

const provider = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  titleKo: z.string().min(1).max(60),
  titleEn: z.string().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/ }).refine(isSafe, 'must begin with https://'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

const providers = z
  .array(provider)
  .max(50)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'has an id twice')
  .refine((all) => new Set(all.map(({ issuer }) => issuer)).size === all.length, 'has an issuer twice');

/** Tokens travel to the issuer: in the clear on this machine alone. */
function isSafe(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || isLoopback(hostname);
}

/** The providers in the file of MODU_OIDC_FILE; none without it. @throws SettingError that says which part is wrong. */
export async function readOidcProviders(path: string | undefined): Promise<OidcProvider[]> {
  if (path === undefined) return [];
  const wrong = (why: string) =>
    new SettingError(`MODU_OIDC_FILE is ${path}, but it cannot be used: ${why}.`);
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw wrong(error instanceof SyntaxError ? 'it is no JSON' : (error as Error).message);
  }
  const result = providers.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw wrong(`${issue?.path.join('.') || 'the list'}: ${issue?.message ?? 'wrong'}`);
}
