import { CircleCheck } from 'lucide-react';
import type { LedgerView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Note } from '../ui/note';

interface Props {
  ledger: Pick<LedgerView, 'totals' | 'recomputed' | 'isBalanced'>;
  /** Left in allocations whose period is over. */
  lapsed: number;
}

/** That what was granted is what is left, held and used, as the cached balances and the lines themselves both say. */
export function HoursSum({ ledger, lapsed }: Props) {
  const t = useText('hours');
  const format = useFormat();
  const { totals, recomputed } = ledger;
  if (!ledger.isBalanced)
    return (
      <Note tone="danger" title={t('sumWrong')}>
        {t('sumWrongLead', { free: format.gpuSeconds(recomputed.freeMilliGpuSeconds) })}
      </Note>
    );
  // To the last digit: rounded amounts would not be seen to add up.
  const amounts = {
    granted: format.gpuSeconds(totals.grantedMilliGpuSeconds),
    free: format.gpuSeconds(totals.freeMilliGpuSeconds - lapsed),
    held: format.gpuSeconds(totals.heldMilliGpuSeconds),
    used: format.gpuSeconds(totals.usedMilliGpuSeconds),
  };
  return (
    <div className="flex gap-2">
      <CircleCheck className="mt-0.5 size-4 text-success-solid" />
      <p>
        <b className="text-text">{t('sum')}</b>{' '}
        {lapsed > 0
          ? t('sumLineLapsed', { ...amounts, lapsed: format.gpuSeconds(lapsed) })
          : t('sumLine', amounts)}{' '}
        <span className="text-text-3">{t('sumHow')}</span>
      </p>
    </div>
  );
}
