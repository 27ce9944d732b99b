import type { Actor } from '../../actor';
import { mayUseTerminals } from '../terminals/terminal-policy';

/** Whoever has a login for a terminal has its files. Never throws. */
export const mayUseFiles = (actor: Actor): boolean => mayUseTerminals(actor);
