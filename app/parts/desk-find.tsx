import { Form, useNavigation } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';

/** Finds the child that shows a code. */
export function DeskFind({ code, isWrong }: { code: string | undefined; isWrong: boolean }) {
  const t = useText('guardian');
  const isBusy = useNavigation().formData?.get('intent') === 'find';
  return (
    <Form method="post" className="grid max-w-[360px] gap-4">
      <input type="hidden" name="intent" value="find" />
      <TextField
        key={code}
        label={t('desk.code')}
        help={t('desk.codeHelp')}
        error={isWrong ? t('desk.wrongCode') : undefined}
        name="code"
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        required
        isMono
        defaultValue={code}
      />
      <div>
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {t('desk.find')}
        </Button>
      </div>
    </Form>
  );
}
