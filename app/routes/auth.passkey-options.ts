import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { paths } from '~/paths';
import { formProblem, parseForm } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { appErrorResponse, withAppErrors } from '~/request/to-response.server';

const form = z.object({ purpose: z.enum(['sign-in', 'confirm', 'add']) });

export const loader = () => redirect(paths.signIn());

/** What the browser signs; asked for by script alone, answered once within five minutes. */
export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    return await optionsFor(parsed.data.purpose, request, context);
  } catch (error) {
    // A fetch cannot follow a redirect to a page that asks for something.
    if (isAppError(error)) return appErrorResponse(error.code, context.requestId);
    throw error;
  }
});

async function optionsFor(
  purpose: z.output<typeof form>['purpose'],
  request: Request,
  context: ActionFunctionArgs['context'],
): Promise<Response> {
  if (purpose === 'add')
    return Response.json(await context.services.secondFactor.startPasskey(requireActor(request, context)));
  if (purpose === 'confirm') return Response.json(await context.sessionDoor.startConfirm());
  const { options, setCookies } = await context.sessionDoor.startPasskey();
  return Response.json(options, {
    headers: setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]),
  });
}
