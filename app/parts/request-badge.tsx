import {
  CircleCheck,
  CircleSlash,
  Hourglass,
  MessageCircleQuestionMark,
  OctagonX,
  UserRoundCheck,
  type LucideIcon,
} from 'lucide-react';
import type { RequestState } from '#server/contract/requests';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import type { Tone } from '../ui/tone';

const looks: Record<RequestState, { tone: Tone; icon: LucideIcon }> = {
  'with-adviser': { tone: 'queued', icon: UserRoundCheck },
  submitted: { tone: 'queued', icon: Hourglass },
  'asked-back': { tone: 'info', icon: MessageCircleQuestionMark },
  granted: { tone: 'completed', icon: CircleCheck },
  'partly-granted': { tone: 'completed', icon: CircleCheck },
  declined: { tone: 'failed', icon: OctagonX },
  withdrawn: { tone: 'cancelled', icon: CircleSlash },
};

/** What has become of a request, with its icon and word. */
export function RequestBadge({ state }: { state: RequestState }) {
  const t = useText('states');
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {t(`request.${state}`)}
    </Badge>
  );
}
