import type { Readable } from 'node:stream';
import type { Actor } from './actor';
import type { ConsentMethod, FormMediaType } from './contract/guardians';
import type { Level, Locale } from './contract/roles';

/** Where a child's wish to join stands, as its own browser sees it. */
export interface AskView {
  state: 'asked' | 'agreed' | 'given';
  /** The guardian's address, shortened. */
  guardian: string;
  askedAt: Date;
  /** When it runs out. */
  untilAt: Date;
}

/** What a mailed link opens. */
export interface LetterView {
  step: 'agree' | 'confirm';
  /** When a signed form was sent by it. */
  formSentAt: Date | undefined;
}

export interface ReceiptView {
  id: string;
  kind: 'consent' | 'withdrawal';
  method: ConsentMethod;
  version: string;
  /** SHA-256 of the text, in hex. */
  hash: string;
  at: Date;
}

/** One child of a guardian's. */
export interface GuardedChildView {
  consentId: string;
  /** given: has not joined yet · leaving: goes as soon as its jobs have ended · grown: decides by itself */
  state: 'given' | 'joined' | 'leaving' | 'grown';
  /** What is kept of it; undefined before it has joined, and once it is old enough. */
  child: KeptView | undefined;
  receipts: ReceiptView[];
}

export interface KeptView {
  /** undefined: comes in by a login card. */
  email: string | undefined;
  displayName: string;
  schoolName: string;
  level: Level;
  /** `YYYY-MM` */
  birthYearMonth: string;
  joinedAt: Date;
  stoppedAt: Date | undefined;
  launches: number;
  liveLaunches: number;
  classes: string[];
}

/** A wish that a teacher or an administrator may see to. */
export interface DeskView {
  consentId: string;
  askedAt: Date;
  untilAt: Date;
  /** A signed form that waits to be seen. */
  form: { mediaType: FormMediaType; uploadedAt: Date } | undefined;
}

/**
 * Children under the age at which one may join alone, and their guardians. A guardian is no person of the portal: what they do is opened by a
 * mailed link, or by the short session that one begins (`session`: its token).
 */
export interface GuardianServices {
  /** The ways to agree that are offered. */
  methods(): ConsentMethod[];
  /** Writes to a guardian; gives what the child's browser is to hold. before: what it held. @throws AppError[email-invalid | too-many-tries] */
  ask(
    typedEmail: string,
    from: { address: string; locale: Locale; before?: string | undefined },
  ): Promise<{ handle: string; code: string }>;
  /** undefined: nothing is kept. */
  readAsk(handle: string): Promise<AskView | undefined>;
  /** Takes back what nobody has agreed to yet. */
  forgetAsk(handle: string): Promise<void>;

  /** undefined: the link opens nothing any more. */
  peekLetter(token: string): Promise<LetterView | undefined>;
  /** @throws AppError[link-expired | changed-meanwhile | guardian-too-young] */
  agree(token: string, shown: { version: string; locale: Locale }): Promise<void>;
  /** @throws AppError[link-expired] */
  confirm(token: string): Promise<void>;
  /** @throws AppError[link-expired] */
  refuse(token: string): Promise<void>;
  /** Takes a signed form by the first mail's link, which stays good. @throws AppError[link-expired | form-unreadable | too-large] */
  sendForm(token: string, bytes: Uint8Array): Promise<void>;

  /** Mails a link to the guardian's page; the same answer for everybody. @throws AppError[email-invalid | too-many-tries] */
  askToEnter(typedEmail: string, from: { address: string; locale: Locale }): Promise<void>;
  peekEntry(token: string): Promise<boolean>;
  /** Begins a guardian's session. @throws AppError[link-expired] */
  enter(token: string): Promise<{ session: string; seconds: number }>;
  leave(session: string): Promise<void>;
  /** undefined: no session, or it is over. */
  read(session: string | undefined): Promise<{ email: string; children: GuardedChildView[] } | undefined>;
  /** @throws AppError[not-signed-in | not-found | invalid-input] */
  correct(
    session: string | undefined,
    consentId: string,
    change: { displayName: string; schoolName: string },
  ): Promise<void>;
  /** @throws AppError[not-signed-in | not-found] */
  exportChild(session: string | undefined, consentId: string): Promise<{ name: string; bytes: Readable }>;
  /** Stops the child's sign-in and launches, or lets them go on. Twice is harmless. @throws AppError[not-signed-in | not-found] */
  setStopped(session: string | undefined, consentId: string, isStopped: boolean): Promise<void>;
  /** Takes the consent back: all of the child goes, at once or as soon as its jobs have ended. @throws AppError[not-signed-in | not-found] */
  withdraw(session: string | undefined, consentId: string): Promise<{ isGone: boolean }>;

  /** Forms that wait to be seen; none to teachers, who come with a code. @throws AppError[not-allowed] */
  listForms(actor: Actor): Promise<DeskView[]>;
  /** What a child's code stands for. @throws AppError[not-allowed | not-found | too-many-tries] */
  findByCode(actor: Actor, code: string): Promise<DeskView>;
  /** Logs a call in which the text was read out and agreed to. @throws AppError[not-allowed | not-found | too-many-tries | changed-meanwhile] */
  logCall(actor: Actor, code: string, shown: { version: string; locale: Locale }): Promise<void>;
  /** Takes a signed form that a teacher has been given. @throws AppError[not-allowed | not-found | too-many-tries | form-unreadable | too-large] */
  takeForm(actor: Actor, code: string, bytes: Uint8Array): Promise<void>;
  /** The form as it was uploaded. by: the code, or the id for administrators. @throws AppError[not-allowed | not-found | too-many-tries] */
  readForm(actor: Actor, by: DeskKey): Promise<{ mediaType: FormMediaType; bytes: Buffer }>;
  /** Decides on a form that was looked at; either way it is deleted. @throws AppError[not-allowed | not-found | too-many-tries | wrong-state] */
  decideForm(actor: Actor, by: DeskKey, isRight: boolean): Promise<void>;
}

/** By which a wish is meant at the desk. */
export type DeskKey = { code: string } | { consentId: string };
