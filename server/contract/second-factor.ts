import type { Role } from './roles';

/**
 * By what a session was confirmed. `demo-door`: by the one click that exists in the demo only; `login-card`: by a card's words or its
 * teacher's tap, which opens everything but roles.
 */
export type ConfirmedBy = 'passkey' | 'totp' | 'recovery-code' | 'demo-door' | 'login-card';

/** Which roles act only in a session that was confirmed by a second factor. */
export const needsSecondFactor: Record<Role, boolean> = {
  student: false,
  // Sees what pupils do, and shares their hours out.
  teacher: true,
  // Signs decisions.
  reviewer: true,
  // Attaches clusters and their keys.
  operator: true,
  sponsor: false,
  // Says what everybody may do.
  administrator: true,
};

/** The roles that act, and those that wait for a second factor. Never throws. */
export function splitRoles(
  roles: readonly Role[],
  isConfirmed: boolean,
): { acting: readonly Role[]; heldBack: readonly Role[] } {
  const acts = (role: Role) => isConfirmed || !needsSecondFactor[role];
  return { acting: roles.filter(acts), heldBack: roles.filter((role) => !acts(role)) };
}
