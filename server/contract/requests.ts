export const requestStates = [
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
  'question',
  'answer',
  'granted',
  'partly-granted',
  'declined',
  'withdrawn',
] as const;
export type RequestEventKind = (typeof requestEventKinds)[number];

/** What may be done to a request in which state. One line per act. */
export const requestCan = {
  askBack: ['submitted'],
  answer: ['asked-back'],
  decide: ['submitted', 'asked-back'],
  withdraw: ['submitted', 'asked-back'],
} as const satisfies Record<string, readonly RequestState[]>;
