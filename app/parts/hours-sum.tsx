import { CircleCheck } from 'lucide-react';
import type { LedgerView } from '#server/services';
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
        {t('sumWrongLead', { free: format.gpuHours(recomputed.freeMilliGpuSeconds) })}
      </Note>
    );
  const amounts = {
    granted: format.gpuHours(totals.grantedMilliGpuSeconds),
    free: format.gpuHours(totals.freeMilliGpuSeconds - lapsed),
    held: format.gpuHours(totals.heldMilliGpuSeconds),
    used: format.gpuHours(totals.usedMilliGpuSeconds),
  };
  return (
    <div className="flex gap-2">
      <CircleCheck className="mt-0.5 size-4 text-success-solid" />
      <p>
        <b className="text-text">{t('sum')}</b>{' '}
        {lapsed > 0
          ? t('sumLineLapsed', { ...amounts, lapsed: format.gpuHours(lapsed) })
          : t('sumLine', amounts)}{' '}
        <span className="text-text-3">{t('sumHow')}</span>
      </p>
    </div>
  );
}
