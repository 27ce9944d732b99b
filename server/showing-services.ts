import type { Actor } from './actor';
import type { ShowingEnd } from './contract/watch-protocol';

/* Terminals that their students show to a teacher; a part of `services.ts`. */

/** Whom a student may show a terminal to. */
export interface ShowableTeacher {
  id: string;
  displayName: string;
  /** Of the classes in which they teach the student. */
  classNames: string[];
}

/** A terminal as the teacher sees it to whom it is shown. */
export interface ShownTerminal {
  id: string;
  student: string;
  cluster: string;
  /** Inside whose job it is. */
  launch?: { id: string; name: string } | undefined;
}

/** What a terminal's own person is told: to whom it is shown and whether they look, or why it is not any more. */
export type ShowingState = { to: string; isWatched: boolean } | { to: string; ended: ShowingEnd };

/** Somebody who looks. What is printed while they are too slow is passed over, and `onScreen` comes anew. */
export interface Watcher {
  /** Bytes that draw the whole screen on an empty one. */
  onScreen(size: { columns: number; rows: number }, bytes: Uint8Array): void;
  onData(bytes: Uint8Array): void;
  onSize(size: { columns: number; rows: number }): void;
  onAway(): void;
  /** Once. */
  onEnd(code: ShowingEnd | 'taken-over'): void;
  /** Bytes that this process has not handed to the network yet. */
  queuedBytes(): number;
}

/** All that who looks can do. */
export interface Watching {
  drawn(bytes: number): void;
  /** Looks no more; the showing is over. */
  leave(): void;
  /** The connection is gone; the showing waits for a moment. */
  cut(): void;
}

/**
 * A student shows one of their terminals to a teacher of theirs: by their own word, view-only, known to both all the time, ended by
 * either. Who and when is in the audit log, never what was seen. Showings live in this process, as the terminals do.
 */
export interface ShowingServices {
  /** The teachers of the classes in which the actor is a student, by name. */
  teachers(actor: Actor): Promise<ShowableTeacher[]>;
  /** Shows it to that teacher, and to no other any more. @throws AppError[not-found] for what is no living terminal or no teacher of the actor's */
  start(actor: Actor, terminalId: string, teacherId: string): Promise<void>;
  /** Ends it at once. Harmless when it is not shown. */
  stop(actor: Actor, terminalId: string): void;
  /** What is shown to the actor now; empty for who is no teacher. */
  list(actor: Actor): ShownTerminal[];
  /** @throws AppError[not-allowed | not-found]: not found is what is not shown to the actor, or may not be any more, which ends it */
  get(actor: Actor, terminalId: string): Promise<ShownTerminal>;
  /** Looks at it, instead of an earlier page of the same teacher. @throws as `get` */
  watch(actor: Actor, terminalId: string, watcher: Watcher): Promise<Watching>;
  /** The teacher ends it, looking or not. @throws AppError[not-allowed]; harmless when it is not shown to them */
  decline(actor: Actor, terminalId: string): void;
  /** Ends it when the teacher teaches the student no more. Called while the terminal lives. */
  recheck(terminalId: string): Promise<void>;
  /** Ends it: the teacher's session or role is gone. */
  revoke(actor: Actor, terminalId: string): void;
}
