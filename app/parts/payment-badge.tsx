import { CircleCheck, CircleSlash, Hourglass, OctagonX, type LucideIcon } from 'lucide-react';
import type { PurchaseState } from '#server/contract/payments';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import type { Tone } from '../ui/tone';

const looks: Record<PurchaseState, { tone: Tone; icon: LucideIcon }> = {
  open: { tone: 'queued', icon: Hourglass },
  paid: { tone: 'completed', icon: CircleCheck },
  failed: { tone: 'failed', icon: OctagonX },
  expired: { tone: 'cancelled', icon: CircleSlash },
};

/** What has become of a purchase, with its icon and word. */
export function PaymentBadge({ state }: { state: PurchaseState }) {
  const t = useText('payments');
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {t(`states.${state}`)}
    </Badge>
  );
}
