import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useNavigation, useSubmit } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { usePasskey } from '~/hooks/use-passkey';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { passkeyAnswer } from '~/request/passkey-answer';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { safeNext } from '~/request/safe-next';
import { withAppErrors } from '~/request/to-response.server';
import { Button } from '~/ui/button';
import { Note } from '~/ui/note';
import { TextField } from '~/ui/text-field';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('factor', (t) => t('confirm.title'));

/** Who has nothing to confirm with has nothing to do here. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const next = safeNext(new URL(request.url).searchParams.get('next'), paths.home());
  const waiting = await context.sessionDoor.toConfirm();
  if (!waiting) return redirect(context.actor ? next : paths.signIn({ next }));
  return { ...waiting, next };
}

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('passkey'), response: passkeyAnswer, next: z.string() }),
  z.object({ intent: z.literal('code'), code: z.string().max(100), next: z.string() }),
]);

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  if (!context.actor && !context.isWaiting) return redirect(paths.signIn({ next: paths.home() }));
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { data } = parsed;
  try {
    const proof = data.intent === 'code' ? { code: data.code } : { passkey: data.response };
    const { setCookies } = await context.sessionDoor.confirm(proof);
    const headers = setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]);
    return redirect(safeNext(data.next, paths.home()), { headers });
  } catch (error) {
    // What was typed is good for nothing any more.
    return refusal(error, {});
  }
});

export default function Confirm() {
  const t = useText('factor');
  const errorText = useErrorText();
  const { displayName, hasPasskey, hasTotp, next } = useLoaderData<typeof loader>();
  const problem = useAnswer<typeof action>();
  const navigation = useNavigation();
  const isBusy = navigation.formData?.get('intent') === 'code';
  const code = problem?.errors['code'] ?? problem?.error?.code;
  return (
    <NarrowPage title={t('confirm.title')} lead={t('confirm.lead', { name: displayName })}>
      {code !== undefined && code !== 'code-wrong' && (
        <Note tone="danger" isAnnounced>
          {errorText(code, problem?.error?.details)}
        </Note>
      )}
      {hasPasskey && <ByPasskey next={next} />}
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="intent" value="code" />
        <input type="hidden" name="next" value={next} />
        {hasPasskey && <p className="text-text-2">{t('confirm.or')}</p>}
        <TextField
          label={t(hasTotp ? 'confirm.code' : 'confirm.codeOnly')}
          help={hasTotp ? t('confirm.codeHelp') : undefined}
          error={code === 'code-wrong' ? errorText(code) : undefined}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={100}
          required
          isMono
        />
        <Button type="submit" kind={hasPasskey ? undefined : 'primary'} isFull isBusy={isBusy}>
          {t(isBusy ? 'checking' : 'confirm.submit')}
        </Button>
      </Form>
      <p className="text-small text-text-2">{t('confirm.lost')}</p>
      <Form method="post" action={paths.signOut()}>
        <Button type="submit" kind="quiet">
          {t('confirm.signOut')}
        </Button>
      </Form>
    </NarrowPage>
  );
}

function ByPasskey({ next }: { next: string }) {
  const t = useText('factor');
  const submit = useSubmit();
  const navigation = useNavigation();
  const { isAsking, trouble, ask } = usePasskey('confirm', (response) =>
    submit({ intent: 'passkey', response, next }, { method: 'post' }),
  );
  const isBusy = isAsking || navigation.formData?.get('intent') === 'passkey';
  return (
    <div className="grid gap-3">
      {trouble && (
        <Note tone="danger" isAnnounced>
          {t(trouble)}
        </Note>
      )}
      <Button kind="primary" isFull icon={KeyRound} isBusy={isBusy} onClick={ask}>
        {t(isBusy ? 'adding' : 'confirm.passkey')}
      </Button>
    </div>
  );
}
