import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { paths } from '~/paths';
import { attachment } from '~/request/file-response.server';
import { parseForm } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

export const loader = ({ params }: LoaderFunctionArgs) => redirect(paths.classCards(params['classId'] ?? ''));

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('make'), count: z.coerce.number().catch(0) }),
  z.object({ intent: z.literal('make-roster') }),
  z.object({ intent: z.literal('renew'), cards: z.array(z.string()).default([]) }),
]);

/** Makes or renews cards and answers with their paper, which is kept nowhere. What is refused is said on the page of the cards. */
export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const classId = params['classId'] ?? '';
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return redirect(paths.classCards(classId, { problem: 'invalid-input' }));
  const { loginCards } = context.services;
  const asked = parsed.data;
  try {
    const { fileName, pdf } =
      asked.intent === 'renew'
        ? await loginCards.renew(actor, classId, asked.cards, context.locale)
        : await loginCards.make(
            actor,
            classId,
            asked.intent === 'make' ? { count: asked.count } : { roster: true },
            context.locale,
          );
    return new Response(pdf as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': attachment(fileName),
        'Content-Length': String(pdf.byteLength),
        'Cache-Control': 'no-store',
      },
    });
  } catch (error) {
    if (!isAppError(error) || !isSaidThere(error.code, asked.intent)) throw error;
    return redirect(paths.classCards(classId, { problem: error.code }));
  }
});

/** Who may not see the page of the cards is told so here. */
const isSaidThere = (code: string, intent: string): boolean =>
  ['invalid-input', 'limit-reached', 'wrong-state'].includes(code) ||
  (code === 'not-found' && intent === 'renew');
