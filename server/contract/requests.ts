export const requestStates = [
  'with-adviser',
  'submitted',
  'asked-back',
  'granted',
  'partly-granted',
  'declined',
  'withdrawn',
] as const;
export type RequestState = (typeof requestStates)[number];

export const requestEventKinds = [
  'submitted',
  'adviser-confirmed',
  'adviser-refused',
  'question',
  'answer',
  'reviewed',
  'granted',
  'partly-granted',
  'declined',
  'report',
  'report-returned',
  'report-accepted',
  'withdrawn',
] as const;
export type RequestEventKind = (typeof requestEventKinds)[number];

/** Of a grant whose second part comes after a report. */
export type ReportState = 'wanted' | 'handed-in' | 'returned' | 'accepted';

/** What may be done to a request in which state. One line per act. */
export const requestCan = {
  confirm: ['with-adviser'],
  askBack: ['submitted'],
  answer: ['asked-back'],
  decide: ['submitted', 'asked-back'],
  assign: ['submitted'],
  review: ['submitted'],
  report: ['granted', 'partly-granted'],
  judgeReport: ['granted', 'partly-granted'],
  withdraw: ['with-adviser', 'submitted', 'asked-back'],
} as const satisfies Record<string, readonly RequestState[]>;

export type RequestAct = keyof typeof requestCan;
