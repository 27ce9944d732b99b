import type { Actor } from './actor';
import type { TerminalEnd } from './contract/terminal-protocol';
import type { ShowingState } from './showing-services';

/* Shells in the browser; a part of `services.ts`. */

/** Where a shell is: whose login, at which cluster. */
export interface TerminalFacts {
  cluster: string;
  login: string;
  /** Inside whose job it is; absent on a login node. */
  launch?: { id: string; name: string };
}

/** What is asked for: a new shell on a login node, one inside the job of a launch of the actor's own, or one of theirs that lives. */
export type TerminalPlace =
  | { kind: 'login-node'; cluster: string }
  | { kind: 'job'; launchId: string }
  | { kind: 'living'; id: string };

export interface TerminalView extends TerminalFacts {
  id: string;
  openedAt: Date;
  /** Whether some page or script has it now. */
  isSeen: boolean;
}

export interface TerminalEnded {
  code: TerminalEnd;
  /** null when the shell did not say one. */
  exitCode: number | null;
  /** Since it was opened. */
  seconds: number;
}

/** Somebody who looks at a terminal. */
export interface TerminalViewer {
  onData(bytes: Uint8Array): void;
  /** At once when it is shown to a teacher, and whenever that changes. */
  onShown(state: ShowingState): void;
  /** Once, when another looks at it instead. */
  onTaken(): void;
  /** Once, when the shell has ended while it was this viewer's. */
  onEnd(ended: TerminalEnded): void;
}

/** What a viewer may do, as long as it is the one who has the terminal; afterwards nothing of it does anything. */
export interface TerminalAttachment {
  write(bytes: Uint8Array): void;
  resize(columns: number, rows: number): void;
  /** Stops reading: SSH's own window then stops the far end. */
  pause(): void;
  resume(): void;
  /** Whether it is this viewer's still. */
  isCurrent(): boolean;
  /** Lets go of it, and the shell goes on; false when it was another's already, or over. */
  leave(): boolean;
}

/** A shell that lives in this process, seen or not. Bytes come and go as they are; what is typed is kept nowhere, the screen is. */
export interface TerminalHandle {
  readonly id: string;
  readonly facts: TerminalFacts;
  readonly openedAt: Date;
  /** Whether somebody has it now, and how often it has been taken so far. */
  readonly isSeen: boolean;
  readonly joined: number;
  /** Takes it over from whoever has it, at this size: the viewer first gets what draws the screen as it is, then what is printed. */
  attach(viewer: TerminalViewer, size: { columns: number; rows: number }): Promise<TerminalAttachment>;
  /** Once, at once if it is over. */
  onEnd(listener: (ended: TerminalEnded) => void): void;
  /** Ends the shell. Harmless when it is over. */
  end(code: TerminalEnd): void;
}

export interface TerminalServices {
  /**
   * Whether the actor may have it; dials nothing. @throws AppError[not-allowed | not-found | wrong-state | no-shell-in-jobs]: not found is
   * what is another's or over; wrong-state: the job does not run (any more)
   */
  authorise(actor: Actor, place: TerminalPlace): Promise<void>;
  /**
   * A shell on the cluster's login node or in a running job, as the actor's own login; counts against `limits.terminalsPerPerson` until it has ended. Or one
   * that lives, with the same rights as for a new one.
   * @throws AppError[not-allowed | not-found | wrong-state | no-shell-in-jobs | cluster-closed | limit-reached | cluster-down | host-key-changed | deadline-passed]
   */
  open(actor: Actor, place: TerminalPlace, size: { columns: number; rows: number }): Promise<TerminalHandle>;
  /** The actor's own that live in this process, the oldest first. */
  list(actor: Actor): TerminalView[];
}
