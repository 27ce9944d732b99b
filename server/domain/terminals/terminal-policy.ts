import type { Actor } from '../../actor';

/** Terminals are for those who compute; reviewers, operators and administrators have no login of their own. Never throws. */
export const mayUseTerminals = (actor: Actor): boolean =>
  actor.roles.includes('student') || actor.roles.includes('teacher');

/** Only a teacher is shown others' terminals, and only those of their own students. Never throws. */
export const mayWatch = (actor: Actor): boolean => actor.roles.includes('teacher');
