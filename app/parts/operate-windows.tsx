import { Form, useNavigation } from '@remix-run/react';
import type { MaintenanceView } from '#server/operate-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Sheet } from '../ui/sheet';
import { TextField } from '../ui/text-field';

interface OperateWindowsProps {
  windows: readonly MaintenanceView[];
  problem: FormProblem | undefined;
  nowAt: Date;
}

/** When the cluster is looked after: what is announced, and a form for more. Times are the reader's own. */
export function OperateWindows({ windows, problem, nowAt }: OperateWindowsProps) {
  const t = useText('operate');
  const isBusy = useNavigation().formData?.get('intent') === 'maintain';
  const errors = problem?.errors;
  return (
    <div className="grid gap-4">
      <p className="max-w-[62ch] text-text-2">{t('windowsLead')}</p>
      {windows.length > 0 && (
        <Sheet as="ul" className="divide-y divide-line">
          {windows.map((window) => (
            <WindowRow key={window.id} window={window} isNow={window.startsAt <= nowAt} />
          ))}
        </Sheet>
      )}
      <Form
        // Once it is taken the fields are empty again.
        key={windows.length}
        method="post"
        className="grid max-w-[620px] gap-4 sm:grid-cols-2"
        preventScrollReset
      >
        <input type="hidden" name="intent" value="maintain" />
        <TextField
          type="datetime-local"
          label={t('windowFrom')}
          name="startsAt"
          required
          error={errors?.['startsAt'] && t('windowFixFrom')}
          defaultValue={typedValue(problem, 'startsAt')}
        />
        <TextField
          type="datetime-local"
          label={t('windowTo')}
          name="endsAt"
          required
          error={errors?.['endsAt'] && t('windowFixTo')}
          defaultValue={typedValue(problem, 'endsAt')}
        />
        <div className="sm:col-span-2">
          <TextField
            isOptional
            label={t('windowNote')}
            help={t('windowNoteHelp')}
            name="note"
            maxLength={200}
            defaultValue={typedValue(problem, 'note')}
          />
        </div>
        <div>
          <Button type="submit" isBusy={isBusy}>
            {t('windowAdd')}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function WindowRow({ window, isNow }: { window: MaintenanceView; isNow: boolean }) {
  const t = useText('operate');
  const format = useFormat();
  const span = `${format.instant(window.startsAt, 'dayTime')} – ${format.instant(window.endsAt, 'dayTime')}`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 md:px-6">
      <span>{span}</span>
      {isNow && <Badge tone="warn">{t('windowNow')}</Badge>}
      <span className="min-w-0 text-small [overflow-wrap:anywhere] text-text-2">{window.note}</span>
      <Form method="post" className="ml-auto" preventScrollReset>
        <input type="hidden" name="intent" value="end-maintenance" />
        <input type="hidden" name="id" value={window.id} />
        <Button type="submit" size="small" aria-label={`${span}: ${t(isNow ? 'windowEnd' : 'windowCancel')}`}>
          {t(isNow ? 'windowEnd' : 'windowCancel')}
        </Button>
      </Form>
    </li>
  );
}
