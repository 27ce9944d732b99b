import type { ErrorCode } from '#server/contract/error-codes';
import { paths } from '~/paths';

/** The page that says why it did not work at a provider, and what else there is. Never throws. */
export function oidcProblem(code: ErrorCode, wasLink: boolean): string {
  if (wasLink && code === 'confirm-again') return paths.confirm({ next: paths.settings() });
  return wasLink ? paths.settings({ problem: code }) : paths.signIn({ problem: code });
}
