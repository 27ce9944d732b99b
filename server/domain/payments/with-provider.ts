import type { Payments } from '../../bridge/payments/port';
import { PaymentTrouble } from '../../contract/payment-trouble';
import { AppError } from '../../contract/app-error';

/** The provider. @throws AppError[payments-off] */
export function mustHaveProvider(payments: Payments | undefined): Payments {
  if (!payments) throw new AppError('payments-off');
  return payments;
}

/** Asks the provider for a person who waits. @throws AppError[payments-down] whatever the trouble is. */
export async function askProvider<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof PaymentTrouble) throw new AppError('payments-down', { cause });
    throw cause;
  }
}
