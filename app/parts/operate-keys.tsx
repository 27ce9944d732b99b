import { Form, useNavigation } from '@remix-run/react';
import type { HostKeyView, OperatedClusterView } from '#server/operate-services';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { Note } from '../ui/note';
import { OperateKeysConfirm } from './operate-keys-confirm';
import { useWhen } from './use-when';

interface OperateKeysProps {
  cluster: OperatedClusterView;
  shown: readonly HostKeyView[] | undefined;
  problem: FormProblem | undefined;
}

/** The line for authorized_keys. */
export function OperatePublicKey({ line }: { line: string }) {
  const t = useText('operate');
  return (
    <div className="grid max-w-[75ch] gap-3">
      <p className="text-text-2">{t('keyLead')}</p>
      <CodeBlock canCopy label={t('keyLabel')} code={line} />
    </div>
  );
}

/** Another host key than the pinned ones was shown: nothing connects until one of the operators has looked. */
export function StrangeKeyNote({ cluster, nowAt }: { cluster: OperatedClusterView; nowAt: Date }) {
  const t = useText('operate');
  const when = useWhen(nowAt);
  if (!cluster.strangeHostKey) return null;
  const { at, fingerprint } = cluster.strangeHostKey;
  return (
    <Note tone="danger" title={t('strangeKeyTitle')}>
      <p className="[overflow-wrap:anywhere]">{t('strangeKey', { when: when(at), fingerprint })}</p>
      <p>{t('strangeKeyLead')}</p>
    </Note>
  );
}

/** Fetches the host keys again, and believes those that are confirmed. */
export function OperateKeys({ shown, problem }: Omit<OperateKeysProps, 'cluster'>) {
  const t = useText('operate');
  const sent = useNavigation().formData?.get('intent');
  return (
    <Form method="post" className="grid justify-items-start gap-4" preventScrollReset>
      {shown && (
        <OperateKeysConfirm
          shown={shown}
          error={problem?.errors['hostKeys'] && t('fix.hostKeys')}
          more={typedValue(problem, 'hostKeysMore')}
        />
      )}
      <div className="flex flex-wrap gap-3">
        {shown && (
          <Button type="submit" name="intent" value="pin" kind="primary" isBusy={sent === 'pin'}>
            {t('pin')}
          </Button>
        )}
        <Button type="submit" name="intent" value="keys" isBusy={sent === 'keys'}>
          {t(sent === 'keys' ? 'fetchingKeys' : 'keysAgain')}
        </Button>
      </div>
    </Form>
  );
}
