import { useActionData, useLocation } from '@remix-run/react';
import { useState } from 'react';

/**
 * What the last form of this page came to, until another comes or the page is left. A live page loads its data again by itself, and the
 * router forgets an action's answer then: what was done or is wrong would vanish before it is read.
 * @see react-router 6, router.ts, `completeNavigation`: what is loaded again keeps its location, and with it its key
 */
export function useAnswer<Action>(): ReturnType<typeof useActionData<Action>> {
  const answer = useActionData<Action>();
  const { key } = useLocation();
  const [kept, setKept] = useState({ answer, key });
  if (answer !== undefined && (answer !== kept.answer || key !== kept.key)) setKept({ answer, key });
  return answer ?? (key === kept.key ? kept.answer : undefined);
}
