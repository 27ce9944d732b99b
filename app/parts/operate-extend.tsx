import { Form, useNavigation } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { NumberField } from '../ui/number-field';

interface OperateExtendProps {
  /** null: nothing is extended. */
  limitSeconds: number | null;
  problem: FormProblem | undefined;
}

/** Whether running launches may get more time, and how long they may become. */
export function OperateExtend({ limitSeconds, problem }: OperateExtendProps) {
  const t = useText('operate');
  const isBusy = useNavigation().formData?.get('intent') === 'extend-limit';
  const now = limitSeconds === null ? '' : String(Math.round((limitSeconds / 3600) * 100) / 100);
  return (
    <div className="grid gap-4">
      <p className="max-w-[62ch] text-text-2">{t('extendLead')}</p>
      <Form
        key={now}
        method="post"
        className="flex max-w-[420px] flex-wrap items-end gap-2"
        preventScrollReset
      >
        <input type="hidden" name="intent" value="extend-limit" />
        <div className="min-w-[220px] flex-1">
          <NumberField
            type="text"
            inputMode="decimal"
            label={t('extendLabel')}
            help={t('extendHelp')}
            name="limit"
            defaultValue={typedValue(problem, 'limit', now)}
            error={problem && t('extendBad')}
          />
        </div>
        <Button type="submit" isBusy={isBusy} className={problem && 'self-center'}>
          {t('extendSave')}
        </Button>
      </Form>
    </div>
  );
}
