import type { Actor } from '../../actor';

/** Terminals are for those who compute; reviewers, operators and administrators have no login of their own. Never throws. */
export const mayUseTerminals = (actor: Actor): boolean =>
  actor.roles.includes('student') || actor.roles.includes('teacher');
