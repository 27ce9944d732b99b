import type { LoaderFunctionArgs } from '@remix-run/node';
import { fileResponse } from '~/request/file-response.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

const names = { 'application/pdf': 'form.pdf', 'image/png': 'form.png', 'image/jpeg': 'form.jpg' } as const;

/** A signed form, as it was uploaded. */
export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher', 'administrator');
  const query = new URL(request.url).searchParams;
  const code = query.get('code');
  const by = code === null ? { consentId: query.get('id') ?? '' } : { code };
  const { mediaType, bytes } = await context.services.guardians.readForm(actor, by);
  return fileResponse(bytes, { name: names[mediaType], contentType: mediaType, isKept: false });
});
