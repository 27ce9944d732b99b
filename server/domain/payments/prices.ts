import type { OffersView } from '../../payment-services';
import type { PaymentDeps } from './payment-deps';
import { askProvider } from './with-provider';

/** A page shows a price at most this old; what is paid is asked for at that moment. */
const freshMs = 300_000;

/** The packs with what each costs now, or none while payments are off. @throws AppError[payments-down] */
export function makePrices({ payments, settings }: PaymentDeps): () => Promise<OffersView['packs']> {
  let asked: { at: number; packs: Promise<OffersView['packs']> } | undefined;
  const ask = () =>
    Promise.all(
      settings.packs.map(async ({ name, milliGpuSeconds, priceId }) => ({
        name,
        milliGpuSeconds,
        won: (await payments?.priceOf(priceId)) ?? 0,
      })),
    );
  return async () => {
    if (!payments) return [];
    if (asked === undefined || Date.now() - asked.at > freshMs) asked = { at: Date.now(), packs: ask() };
    const { packs } = asked;
    packs.catch(() => (asked = undefined));
    return askProvider(() => packs);
  };
}
