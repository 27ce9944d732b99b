import type { LoaderFunctionArgs } from '@remix-run/node';
import { withAppErrors } from '~/request/to-response.server';

/** What a cluster's sshd is to believe no more, for its RevokedKeys file: public keys, for anybody. */
export const loader = withAppErrors(async ({ context, params }: LoaderFunctionArgs) => {
  const bytes = await context.services.clusters.revokedKeys(params['name'] ?? '');
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'public, max-age=60' },
  });
});
