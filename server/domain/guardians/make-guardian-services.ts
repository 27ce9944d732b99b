import type { GuardianServices } from '../../guardian-services';
import { consentMethods as takenMethods, type ConsentMethod } from '../../contract/guardians';
import { offeredMethods } from './consent-methods';
import { agree, confirm, peekLetter, refuse } from './answer-letter';
import { askGuardian, forgetAsk, readAsk } from './ask-guardian';
import { decideForm, findByCode, listForms, logCall, readForm, sendForm, takeForm } from './desk';
import { askToEnter, enter, leave, peekEntry } from './enter';
import { correctChild, exportChild, readGuardian, setStopped } from './guarded-child';
import type { GuardianDeps } from './guardian-deps';
import { withdrawConsent } from './withdraw-consent';

const isTaken = (name: string): name is ConsentMethod => takenMethods.some((method) => method === name);

/** Children and their guardians on one database. Opens nothing. */
export const makeGuardianServices = (deps: GuardianDeps): GuardianServices => ({
  // Mail is the portal's own, and teachers are people of it; a service that tells who somebody is it has none of.
  methods: () => offeredMethods(['mail', 'teacher']).filter(isTaken),
  ask: (email, from) => askGuardian(deps, email, from),
  readAsk: (handle) => readAsk(deps, handle),
  forgetAsk: (handle) => forgetAsk(deps, handle),
  peekLetter: (token) => peekLetter(deps, token),
  agree: (token, shown) => agree(deps, token, shown),
  confirm: (token) => confirm(deps, token),
  refuse: (token) => refuse(deps, token),
  sendForm: (token, bytes) => sendForm(deps, token, bytes),
  askToEnter: (email, from) => askToEnter(deps, email, from),
  peekEntry: (token) => peekEntry(deps, token),
  enter: (token) => enter(deps, token),
  leave: (session) => leave(deps, session),
  read: (session) => readGuardian(deps, session),
  correct: (session, consentId, change) => correctChild(deps, session, consentId, change),
  exportChild: (session, consentId) => exportChild(deps, session, consentId),
  setStopped: (session, consentId, isStopped) => setStopped(deps, session, consentId, isStopped),
  withdraw: (session, consentId) => withdrawConsent(deps, session, consentId),
  listForms: (actor) => listForms(deps, actor),
  findByCode: (actor, code) => findByCode(deps, actor, code),
  logCall: (actor, code, shown) => logCall(deps, actor, code, shown),
  takeForm: (actor, code, bytes) => takeForm(deps, actor, code, bytes),
  readForm: (actor, by) => readForm(deps, actor, by),
  decideForm: (actor, by, isRight) => decideForm(deps, actor, by, isRight),
});
