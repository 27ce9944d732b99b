import type { LoginCardServices } from './login-card-services';
import type { Readable } from 'node:stream';
import type { Actor } from './actor';
import type { ClassServices } from './class-services';
import type { ClusterServices } from './cluster-services';
import type { AppIcon } from './contract/apps';
import type { DocBlock, DocShelf } from './contract/docs';
import type { End } from './contract/launch-states';
import type { LiveEvent } from './contract/live-events';
import type { Page } from './contract/page';
import type { Level, Locale, Role } from './contract/roles';
import type { Admission } from './domain/people/age-policy';
import type { FileServices } from './file-services';
import type { GuardianServices } from './guardian-services';
import type { AllocationServices, HoursView, RequestServices } from './hours-services';
import type { LaunchServices, TemplateServices } from './launch-services';
import type { LoginServices } from './login-services';
import type { OperateServices } from './operate-services';
import type { PaymentServices } from './payment-services';
import type { ProgrammeServices } from './programme-services';
import type { ReviewServices } from './review-services';
import type { SecondFactorServices } from './second-factor-services';
import type { ShowingServices } from './showing-services';
import type { StatementServices } from './statement-services';
import type { TerminalServices } from './terminal-services';

/**
 * What the portal can do, as routes, the API, sockets and the CLI see it: one service call an action, the actor first.
 * Every method checks by itself what the actor may do (`not-found` for what is another's) and throws AppError only.
 * Amounts are milli-GPU-seconds as safe integers; instants are Dates.
 */
export interface Services {
  people: PeopleServices;
  guardians: GuardianServices;
  secondFactor: SecondFactorServices;
  clusters: ClusterServices;
  operate: OperateServices;
  allocations: AllocationServices;
  statements: StatementServices;
  requests: RequestServices;
  reviews: ReviewServices;
  programmes: ProgrammeServices;
  classes: ClassServices;
  payments: PaymentServices;
  launches: LaunchServices;
  templates: TemplateServices;
  docs: DocServices;
  apps: AppServices;
  terminals: TerminalServices;
  showings: ShowingServices;
  files: FileServices;
  live: LiveServices;
  loginCards: LoginCardServices;
  logins: LoginServices;
  /** undefined when the portal is not in demo mode. */
  demo: DemoServices | undefined;
}

// ── people ──

export interface PersonView {
  id: string;
  /** undefined: they have none. */
  email: string | undefined;
  displayName: string;
  level: Level;
  schoolName: string;
  roles: Role[];
  locale: Locale;
  /** Whether they get a mail before the time of a launch is over. */
  endingMails: boolean;
  /** Whether they get a mail when hours of theirs end or run out. */
  hoursMails: boolean;
  createdAt: Date;
}

/** As an administrator sees them in the list of everybody. */
export interface ListedPersonView extends PersonView {
  hasSecondFactor: boolean;
}

export interface SessionView {
  id: string;
  userAgent: string;
  createdAt: Date;
  seenAt: Date;
  isThisOne: boolean;
  /** Whether it began in the network that the asking one began in; undefined: not known. */
  isSameNetwork: boolean | undefined;
}

/** A provider at which a person can sign in. */
export interface IdentityView {
  id: string;
  issuer: string;
  /** What the provider vouched for when it was linked. */
  email: string;
  createdAt: Date;
}

export interface TokenView {
  id: string;
  name: string;
  createdAt: Date;
  usedAt: Date | undefined;
  expiresAt: Date;
}

/** What sign-up asks, age first; nothing of it is stored before the link in the mail is followed, except in that link's own row. */
export interface SignUpDraft {
  email: string;
  /** `YYYY-MM` */
  birthYearMonth: string;
  /** ISO 3166-1 alpha-2 [the usual one]. */
  country?: string;
  displayName: string;
  level: Level;
  schoolName: string;
  locale: Locale;
}

export interface PeopleServices {
  /** Countries that the portal is offered in, the usual one first (ISO 3166-1 alpha-2). */
  countries(): readonly string[];
  /** Whether somebody may join without a guardian, else where to send them. Pure; nothing is stored. @throws AppError[invalid-input] */
  checkAge(born: { birthYearMonth: string; country?: string }): Admission;
  /** Mails a link that makes the person. The answer is the same whether the address is known or not. guardianHandle: what the browser of a child holds. @throws AppError[email-invalid | guardian-needed | guardian-mail-same | too-many-tries | invalid-input] */
  startSignUp(
    draft: SignUpDraft,
    from: { address: string; nextPath?: string; guardianHandle?: string | undefined },
  ): Promise<void>;
  /** Mails a sign-in link to a known address (a how-to-sign-up mail to an unknown one). Same answer either way. @throws AppError[email-invalid | too-many-tries] */
  startSignIn(email: string, from: { address: string; locale: Locale; nextPath?: string }): Promise<void>;
  me(actor: Actor): Promise<MeView>;
  updateProfile(
    actor: Actor,
    change: {
      displayName?: string;
      schoolName?: string;
      level?: Level;
      locale?: Locale;
      endingMails?: boolean;
      hoursMails?: boolean;
    },
  ): Promise<void>;
  listSessions(actor: Actor): Promise<SessionView[]>;
  revokeSessions(actor: Actor, sessionIds: readonly string[]): Promise<void>;
  /** Administrators only. */
  list(actor: Actor, query: { search?: string; cursor?: string }): Promise<Page<ListedPersonView>>;
  setRoles(actor: Actor, personId: string, roles: Role[]): Promise<void>;
  listTokens(actor: Actor): Promise<TokenView[]>;
  /** The only time that the token itself is seen. @throws AppError[limit-reached] */
  createToken(
    actor: Actor,
    token: { name: string; days: number },
  ): Promise<{ token: string; view: TokenView }>;
  revokeToken(actor: Actor, tokenId: string): Promise<void>;
  /** The providers at which the actor can sign in. */
  listIdentities(actor: Actor): Promise<IdentityView[]>;
  /** Everything that is kept of the actor, as a zip of JSON files. */
  exportEverything(actor: Actor): Promise<{ name: string; bytes: Readable }>;
  /** Erases the actor for good. @throws AppError[email-invalid | launches-live | classes-need-teacher | last-administrator | confirm-again | sign-in-again] */
  eraseMe(actor: Actor, typedEmail: string): Promise<void>;
  /** Takes one away; the mailed link stays. @throws AppError[confirm-again | sign-in-again | not-found] */
  unlinkIdentity(actor: Actor, identityId: string): Promise<void>;
  /** Classes the actor teaches, with each student's hours and what runs; no contents. */
  listTaughtClasses(actor: Actor): Promise<TaughtClassView[]>;
}

export interface MeView extends PersonView {
  hours: HoursView;
}

export interface TaughtClassView {
  id: string;
  name: string;
  schoolName: string;
  students: {
    id: string;
    displayName: string;
    hours: HoursView;
    live: { queued: number; running: number };
    /** How the newest launch that has ended did, when that was within a day. */
    lastEnd: { end: End; at: Date } | undefined;
  }[];
}

// ── pages of help ──

export interface DocPageView {
  /** `student/hours`; a shelf's own page is `student`. */
  path: string;
  shelf: DocShelf;
  title: string;
  /** The language that it is shown in: the asked one, or English where there is none. */
  locale: Locale;
  blocks: DocBlock[];
}

export interface DocServices {
  /** All pages, shelf by shelf, with their titles in the language where there is one. */
  list(locale: Locale): Pick<DocPageView, 'path' | 'shelf' | 'title'>[];
  get(path: string, locale: Locale): DocPageView | undefined;
}

// ── apps ──

export interface AppFieldView {
  name: string;
  labelKo: string;
  labelEn: string;
  default: string;
  kind: 'choice' | 'number' | 'text';
  /** Of a choice. */
  options: { value: string; ko: string; en: string }[];
}

/** A program that is used in the browser while its job runs. */
export interface AppView {
  name: string;
  titleKo: string;
  titleEn: string;
  aboutKo: string;
  aboutEn: string;
  icon: AppIcon;
  fields: AppFieldView[];
  draft: { gpus: number; cores: number; walltimeSeconds: number; memoryBytes: number | undefined };
}

export interface AppServices {
  list(): AppView[];
  get(name: string): AppView | undefined;
}

// ── live updates, demo ──

export interface LiveServices {
  /** Calls the listener for everything that concerns the actor until the returned function is called. */
  subscribe(actor: Actor, listener: (event: LiveEvent) => void): () => void;
}

export interface DemoServices {
  people(): Promise<{ email: string; displayName: string; roles: Role[]; level: Level }[]>;
  outbox(): Promise<{ id: string; to: string; subject: string; text: string; createdAt: Date }[]>;
}
