/**
 * What a client says and how it exits. Exit codes are the low byte of the server's error number.
 * @see PBSE_* in src/include/pbs_error.h, OpenPBS 23.06.06
 */
export class PbsError extends Error {
  constructor(
    readonly code: number,
    words: string,
  ) {
    super(words);
  }
}

export const exitCodes = {
  usage: 2,
  /** PBSE_UNKJOBID 15001 */
  unknownJob: 153,
  /** PBSE_IVALREQ 15004 */
  invalidRequest: 156,
  /** PBSE_PERM 15007 */
  unauthorized: 159,
  /** PBSE_SYSTEM 15010, what a refused connection is reported as */
  noConnection: 162,
  /** PBSE_BADATVAL 15014 */
  badValue: 166,
  /** PBSE_BADSTATE 15016 */
  badState: 168,
  /** PBSE_UNKQUE 15018 */
  unknownQueue: 170,
  /** PBSE_PROTOCOL 15031 */
  protocol: 183,
  /** PBSE_UNKRESC 15035 */
  unknownResource: 187,
  /** PBSE_EXCQRESC 15036 */
  overLimits: 188,
  /** PBSE_MaxArraySize 15107 */
  arrayTooLarge: 3,
  /** PBSE_INVALJOBRESC 15109 */
  mixedResources: 5,
  /** PBSE_HOOKERROR 15136 */
  hook: 32,
  /** PBSE_HISTJOBID 15139 */
  finished: 35,
  /** PBSE_ENTLIMCT 15142 */
  overCount: 38,
} as const;
