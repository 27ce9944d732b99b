import type { Actor } from './actor';
import type { PasskeyOptions } from './bridge/identity/port';

export interface PasskeyView {
  id: string;
  name: string;
  createdAt: Date;
  usedAt: Date | undefined;
}

/** A key for one-time codes that was made and not proved yet. */
export interface TotpDraftView {
  /** For typing, in groups of four. */
  key: string;
  /** `otpauth://…` */
  address: string;
  /** The address as a QR code. */
  qr: QrView;
}

/** Dark squares as one path of an SVG of `size` × `size`, the quiet zone included. */
export interface QrView {
  size: number;
  path: string;
}

export interface SecondFactorView {
  passkeys: PasskeyView[];
  hasTotp: boolean;
  totpDraft: TotpDraftView | undefined;
  recoveryCodesLeft: number;
  /** The actor has a role that acts only with one. */
  isRequired: boolean;
}

/** Codes shown this once; undefined when the person has some already. */
export interface Added {
  recoveryCodes: string[] | undefined;
}

/**
 * What a person confirms a sign-in with. Everything but `read` wants a browser's session, in which a second factor that is there was used
 * within the last 15 minutes (`confirm-again`), and writes to the person that it was done.
 */
export interface SecondFactorServices {
  read(actor: Actor): Promise<SecondFactorView>;
  /** What the browser makes a passkey from; good for one answer within 5 min, in this session. @throws AppError[limit-reached] */
  startPasskey(actor: Actor): Promise<PasskeyOptions>;
  /** Confirms the session, too. @throws AppError[passkey-refused | invalid-input] */
  addPasskey(actor: Actor, made: { response: unknown; name: string }): Promise<Added>;
  /** Makes a key, in place of one that is not proved. @throws AppError[wrong-state] when there is a proved one. */
  startTotp(actor: Actor): Promise<void>;
  /** Proves the key by a code, and confirms the session. @throws AppError[code-wrong | wrong-state | too-many-tries] */
  proveTotp(actor: Actor, code: string): Promise<Added>;
  /** New recovery codes; the ones before open nothing any more. @throws AppError[wrong-state] without a second factor. */
  renewRecoveryCodes(actor: Actor): Promise<string[]>;
  /** @throws AppError[not-found | wrong-state] for the last one of a person whose role needs one. */
  removePasskey(actor: Actor, passkeyId: string): Promise<void>;
  /** @throws AppError[not-found | wrong-state] likewise. */
  removeTotp(actor: Actor): Promise<void>;
  /** For somebody who has lost everything; ends their sessions and writes to them. Administrators only. @throws AppError[not-allowed | not-found | wrong-state] */
  reset(actor: Actor, personId: string): Promise<void>;
}
