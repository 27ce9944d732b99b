import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { paths } from '../paths';

export const loader = () => redirect(paths.landing());

/** Ends this browser's session and forgets what the browser kept of it. */
export async function action({ context }: ActionFunctionArgs) {
  const { setCookies } = await context.sessionDoor.signOut();
  const headers = new Headers(setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]));
  headers.set('Clear-Site-Data', '"cache"');
  return redirect(paths.landing(), { headers });
}
