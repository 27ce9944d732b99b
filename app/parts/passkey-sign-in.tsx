import { useFetcher } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import type { ErrorCode } from '#server/contract/error-codes';
import { usePasskey } from '../hooks/use-passkey';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { Note } from '../ui/note';

/** Signs in by a passkey alone; the browser offers those that it has. */
export function PasskeySignIn({ next }: { next: string }) {
  const t = useText('factor');
  const errorText = useErrorText();
  const fetcher = useFetcher<{ code: ErrorCode }>();
  const { isAsking, trouble, ask } = usePasskey('sign-in', (response) =>
    fetcher.submit({ response, next }, { method: 'post', action: paths.passkeySignIn() }),
  );
  const isBusy = isAsking || fetcher.state !== 'idle';
  const refused = fetcher.data?.code;
  return (
    <div className="grid gap-3">
      {!isBusy && (trouble || refused) && (
        <Note tone="danger" isAnnounced>
          {trouble ? t(trouble) : errorText(refused)}
        </Note>
      )}
      <Button isFull icon={KeyRound} isBusy={isBusy} onClick={ask}>
        {t(isBusy ? 'signIn.busy' : 'signIn.passkey')}
      </Button>
    </div>
  );
}
