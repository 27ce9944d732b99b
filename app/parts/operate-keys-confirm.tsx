import type { HostKeyView } from '#server/operate-services';
import { useText } from '../locales/use-text';
import { Checkbox } from '../ui/checkbox';
import { CodeBlock } from '../ui/code-block';
import { FieldError } from '../ui/field';
import { Note } from '../ui/note';
import { TextArea } from '../ui/text-area';

interface OperateKeysConfirmProps {
  shown: readonly HostKeyView[];
  error: string | undefined;
  more: string;
}

/** Host keys as a server shows them, none ticked: whoever compared one ticks it. */
export function OperateKeysConfirm({ shown, error, more }: OperateKeysConfirmProps) {
  const t = useText('operate');
  const isBehind = shown.every(({ at }) => at === 'jump');
  return (
    <div className="grid max-w-[75ch] gap-4">
      <p className="text-text-2">{t('keysLead')}</p>
      <CodeBlock canCopy label={t('keysCommand')} code="ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub" />
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-small font-semibold">{t('keysLegend')}</legend>
        {shown.map(({ fingerprint, at }) => (
          <Checkbox
            key={fingerprint}
            name="hostKeys[]"
            value={fingerprint}
            label={
              <>
                <code className="[overflow-wrap:anywhere]">{fingerprint}</code>{' '}
                {at === 'jump' && t('keysAtJump')}
              </>
            }
          />
        ))}
        {error !== undefined && <FieldError>{error}</FieldError>}
      </fieldset>
      {isBehind && <Note tone="info">{t('keysBehind')}</Note>}
      <TextArea
        isMono
        isOptional={!isBehind}
        rows={2}
        label={t('keysMore')}
        help={t('keysMoreHelp')}
        name="hostKeysMore"
        defaultValue={more}
      />
    </div>
  );
}
