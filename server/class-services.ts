import type { Actor } from './actor';
import type { HoursView, RequestView } from './hours-services';

/* Classes; a part of `services.ts`. */

/**
 * Classes: a teacher makes one, students join by code or roster, its hours are shared out as a floor for each and a common pool.
 * What is not the actor's class is `not-found`. Amounts are milli-GPU-seconds.
 */
export interface ClassServices {
  /** Teachers only. @throws AppError[not-allowed | invalid-input] */
  create(actor: Actor, draft: ClassDraft): Promise<string>;
  /** Every class the actor is in, that waits to let them in, or whose roster expects them. */
  list(actor: Actor): Promise<ClassLineView[]>;
  /** For who teaches it; students get not-found. */
  get(actor: Actor, classId: string): Promise<ClassView>;
  /** What a student sees: the class, their own part, their last ask. Nothing of anybody else. */
  mine(actor: Actor, classId: string): Promise<StudentClassView>;

  /** days 1–30, uses 1–400. The link's secret is seen this once. */
  makeCode(actor: Actor, classId: string, code: { days: number; uses: number }): Promise<NewCodeView>;
  revokeCode(actor: Actor, classId: string, codeId: string): Promise<void>;
  /** What a code opens, before one joins. @throws AppError[not-found | too-many-tries] */
  previewCode(actor: Actor, code: string): Promise<CodePreview>;
  /** Harmless when called twice. @throws AppError[not-found | too-many-tries] */
  join(actor: Actor, code: string): Promise<{ classId: string; state: 'active' | 'waiting' }>;
  leave(actor: Actor, classId: string): Promise<void>;
  admit(actor: Actor, classId: string, personIds: string[]): Promise<void>;
  remove(actor: Actor, classId: string, personId: string): Promise<void>;
  /** Someone with the teacher role becomes a co-teacher, anyone else an assistant. @throws AppError[not-found] for an unknown address. */
  addHelper(actor: Actor, classId: string, email: string): Promise<void>;
  /** Reads a pasted or uploaded list; writes nothing. */
  readRoster(actor: Actor, classId: string, list: Uint8Array | string): Promise<RosterPreview>;
  /** Takes the good lines of the same list: those people are expected, and are let in when they join themselves. */
  takeRoster(actor: Actor, classId: string, list: Uint8Array | string): Promise<{ expected: number }>;
  /** Joins a class whose roster expects the actor. @throws AppError[not-found] */
  joinExpected(actor: Actor, classId: string): Promise<void>;

  /** Asks the reviewers for hours for the class. */
  askHours(actor: Actor, classId: string, plan: HoursPlan): Promise<RequestView>;
  /** A floor for every student and a cap on what one takes of the pool, at once. @throws AppError[not-enough-hours | changed-meanwhile] */
  shareOut(actor: Actor, classId: string, sharing: Sharing): Promise<void>;
  /** Moves hours between the pool and one student's share; negative takes back what is free. @throws AppError[not-enough-hours] */
  moveHours(
    actor: Actor,
    classId: string,
    move: { personId: string; milliGpuSeconds: number },
  ): Promise<void>;
  /** Gives free hours of the pool back to the programme, at once. @throws AppError[not-enough-hours | invalid-input | wrong-state] */
  returnHours(actor: Actor, classId: string, asked: { amount: number; key: string }): Promise<void>;
  setFrozen(actor: Actor, classId: string, personId: string, isFrozen: boolean): Promise<void>;
  askMore(actor: Actor, classId: string, reason: string): Promise<void>;
  /** undefined declines. Several at once; those decided meanwhile are left alone. @throws AppError[not-enough-hours] */
  decideAsks(
    actor: Actor,
    classId: string,
    askIds: string[],
    milliGpuSeconds: number | undefined,
  ): Promise<void>;
  /** Ends the class now: what runs finishes and settles, nothing new starts on its hours. */
  end(actor: Actor, classId: string): Promise<void>;
}

export interface ClassDraft {
  name: string;
  schoolName: string;
  subject: string;
  /** 1–400 */
  size: number;
  /** `YYYY-MM-DD`, both inclusive. */
  startsOn: string;
  endsOn: string;
  joining: 'approval' | 'automatic';
}

export interface ClassLineView extends ClassDraft {
  id: string;
  role: 'teacher' | 'assistant' | 'student';
  state: 'active' | 'waiting' | 'expected';
  isEnded: boolean;
}

export interface ClassView extends ClassDraft {
  id: string;
  version: number;
  mayManage: boolean;
  isEnded: boolean;
  /** Of the class as a whole; zeros before hours were granted. */
  hours: HoursView;
  /** What is not in anybody's share. */
  pool: HoursView;
  floorMilliGpuSeconds: number;
  poolCapMilliGpuSeconds: number;
  releaseUnusedDays: number | undefined;
  helpers: { personId: string; displayName: string; role: 'teacher' | 'assistant' }[];
  students: ClassStudentView[];
  waiting: { personId: string; displayName: string; email: string | undefined; joinedAt: Date }[];
  expected: { email: string; displayName: string; studentNumber: string }[];
  asks: { id: string; personId: string; displayName: string; reason: string; createdAt: Date }[];
  codes: { id: string; code: string; usesLeft: number; expiresAt: Date }[];
  requests: { id: string; state: RequestView['state']; askedMilliGpuSeconds: number }[];
}

export interface ClassStudentView {
  personId: string;
  displayName: string;
  studentNumber: string;
  isFrozen: boolean;
  share: HoursView;
  /** What they hold and have used of the pool. */
  ofPoolMilliGpuSeconds: number;
  queued: number;
  running: number;
  lastLaunchAt: Date | undefined;
}

export interface StudentClassView extends ClassLineView {
  teachers: string[];
  share: HoursView | undefined;
  /** What they could take of the pool now. */
  poolFreeMilliGpuSeconds: number;
  isFrozen: boolean;
  lastAsk:
    | { state: 'open' | 'granted' | 'declined'; reason: string; grantedMilliGpuSeconds: number | undefined }
    | undefined;
}

export interface NewCodeView {
  id: string;
  code: string;
  /** The part of the link after `/join/`. */
  linkSecret: string;
}

export interface CodePreview {
  classId: string;
  className: string;
  schoolName: string;
  teachers: string[];
  joining: 'approval' | 'automatic';
  isMember: boolean;
}

export interface RosterPreview {
  good: { line: number; email: string; displayName: string; studentNumber: string }[];
  bad: {
    line: number;
    text: string;
    problem: 'no-email' | 'email-invalid' | 'twice' | 'already-in' | 'name-missing' | 'name-too-long';
  }[];
  encoding: 'utf-8' | 'cp949';
  columns: { email: string; displayName: string | undefined; studentNumber: string | undefined };
}

export interface HoursPlan {
  students: number;
  lessons: number;
  gpusEach: number;
  hoursEach: number;
  purpose: string;
}

export interface Sharing {
  floorMilliGpuSeconds: number;
  poolCapMilliGpuSeconds: number;
  releaseUnusedDays: number | undefined;
  version: number;
}
