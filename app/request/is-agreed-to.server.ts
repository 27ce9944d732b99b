import type { AppLoadContext } from '@remix-run/node';

/** Whether the guardian of the child at this browser has agreed. Never throws for what the browser holds. */
export async function isAgreedTo({
  guardianDoor,
  services,
}: Pick<AppLoadContext, 'guardianDoor' | 'services'>): Promise<boolean> {
  if (!guardianDoor.child) return false;
  return (await services.guardians.readAsk(guardianDoor.child.handle))?.state === 'given';
}
