/** The provider refused (isFinal: the same again will be refused too) or did not answer. */
export class PaymentTrouble extends Error {
  override name = 'PaymentTrouble';
  constructor(
    message: string,
    readonly isFinal: boolean,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** An event that nobody vouches for. */
export class UntrustedEvent extends Error {
  override name = 'UntrustedEvent';
}
