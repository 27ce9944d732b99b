import type { ClassView } from '#server/class-services';
import type { CardAskView } from '#server/login-card-services';
import type { ClassDone, ClassForm } from '../request/class-form.server';
import type { FormProblem } from '../request/form-problem';

/** What every part of a teacher's page of a class gets. */
export interface SteerProps {
  view: ClassView;
  /** Browsers of pupils that ask to be let in on a login card. */
  cardAsks: readonly CardAskView[];
  problem: FormProblem | undefined;
  done: (ClassDone & { intent: ClassForm['intent'] }) | undefined;
  nowAt: Date;
  /** The same press twice gives hours back once. */
  returnKey: string;
  /** Of the portal, for links that are passed on. */
  origin: string;
}

/** The problem of one act, when it was that act that went wrong. Never throws. */
export const problemOf = (
  problem: FormProblem | undefined,
  ...intents: ClassForm['intent'][]
): FormProblem | undefined =>
  intents.some((intent) => problem?.values['intent'] === intent) ? problem : undefined;
