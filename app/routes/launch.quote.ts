import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { readLaunchValues, toQuoteInput } from '~/parts/launch-values';
import { paths } from '~/paths';
import { parseForm } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

const form = z.record(z.string(), z.unknown());

export const loader = () => redirect(paths.launch());

/** What the fields of a launch form come to while somebody types; asked by the page's own script, answered as plain JSON. */
export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const { values } = await parseForm(request, form);
  const quote = await context.services.launches.quote(actor, toQuoteInput(readLaunchValues(values)));
  return Response.json(quote, { headers: { 'Cache-Control': 'no-store' } });
});
