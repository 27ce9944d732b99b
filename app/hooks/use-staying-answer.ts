import { useNavigation } from '@remix-run/react';
import { useState } from 'react';

/**
 * What the page's last form came to, until the next one is sent. A live page loads its data again by itself, and the router forgets an
 * action's answer then: what was done or is wrong would vanish before it is read.
 */
export function useStayingAnswer<Answer>(answer: Answer | undefined): Answer | undefined {
  const [kept, setKept] = useState(answer);
  const isSending = useNavigation().formMethod === 'POST';
  if (answer !== undefined && answer !== kept) setKept(answer);
  return answer ?? (isSending ? undefined : kept);
}
