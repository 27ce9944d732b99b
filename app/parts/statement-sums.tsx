import { Download } from 'lucide-react';
import { statementKinds } from '#server/contract/statements';
import type { HoursView } from '#server/hours-services';
import type { StatementView } from '#server/statement-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { buttonClass } from '../ui/button-look';
import { Section } from '../ui/section';
import { Sheet, SheetFoot } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { HoursAmount } from './hours-amount';

/** How hours stood at both ends of the period, and the whole as a file. */
export function StatementSums({ view }: { view: StatementView }) {
  const t = useText('statement');
  const hours = useText('hours');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{t('when')}</HeadCell>
      <HeadCell isRight>{hours('total')}</HeadCell>
      <HeadCell isRight>{hours('held')}</HeadCell>
      <HeadCell isRight>{hours('used')}</HeadCell>
      <HeadCell isRight>{hours('free')}</HeadCell>
    </>
  );
  const { of, id, from, to } = view;
  return (
    <Section title={t('sums')}>
      <Sheet>
        <Table caption={t('sumsTable')} isFolding head={head}>
          <Sums title={t('opening', { day: from })} sums={view.opening} />
          <Sums title={t('closing', { day: to })} sums={view.closing} />
        </Table>
        <SheetFoot>
          {view.lineCount === 0
            ? t('none')
            : t('change', {
                granted: format.gpuHours(view.change.grantedMilliGpuSeconds),
                used: format.gpuHours(view.change.usedMilliGpuSeconds),
                count: format.number(view.lineCount),
              })}
        </SheetFoot>
      </Sheet>
      <div className="mt-5 grid gap-3">
        <p className="max-w-[62ch] text-text-2">{t('filesLead')}</p>
        <div className="flex flex-wrap gap-2">
          {statementKinds.map((kind) => (
            <a
              key={kind}
              href={paths.statementFile({ of, id, from, to, kind })}
              className={buttonClass({ kind: kind === 'csv' ? 'primary' : 'plain' })}
              download
            >
              <Download />
              {t(kind)}
            </a>
          ))}
        </div>
      </div>
    </Section>
  );
}

function Sums({ title, sums }: { title: string; sums: HoursView }) {
  const hours = useText('hours');
  const cells = [
    [hours('total'), sums.grantedMilliGpuSeconds],
    [hours('held'), sums.heldMilliGpuSeconds],
    [hours('used'), sums.usedMilliGpuSeconds],
    [hours('free'), sums.freeMilliGpuSeconds],
  ] as const;
  return (
    <Row>
      <RowHead fold="all">{title}</RowHead>
      {cells.map(([label, amount], index) => (
        <Cell key={label} isRight {...(index % 2 === 0 && { fold: 'left' as const })} label={label}>
          <HoursAmount amount={amount} isStrong={index === 3} />
        </Cell>
      ))}
    </Row>
  );
}
