import type { LoaderFunctionArgs } from '@remix-run/node';
import type { SpaceView } from '#server/file-services';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

/** How full the login's place is: asked when the page is there, since a busy file system may be slow to say. */
export const loader = withAppErrors(
  async ({ request, context, params }: LoaderFunctionArgs): Promise<{ space: SpaceView | undefined }> => {
    const actor = requireRole(request, context, 'student', 'teacher');
    return { space: await context.services.files.space(actor, params['cluster'] ?? '') };
  },
);
