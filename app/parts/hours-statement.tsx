import { Link } from '@remix-run/react';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Badge } from '../ui/badge';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { Sheet, SheetFoot } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { HoursAmount } from './hours-amount';
import type { HoursLine } from './hours-lines';
import type { ReactNode } from 'react';

interface Props {
  lines: readonly HoursLine[];
  foot: ReactNode;
}

/** Hours in and out, launch by launch, and under it that the sum is right. */
export function HoursStatement({ lines, foot }: Props) {
  const t = useText('hours');
  if (lines.length === 0)
    return (
      <EmptyState title={t('empty')} actions={<LinkButton to={paths.launch()}>{t('launch')}</LinkButton>}>
        {t('emptyLead')}
      </EmptyState>
    );
  const head = (
    <>
      <HeadCell>{t('what')}</HeadCell>
      <HeadCell isRight>{t('total')}</HeadCell>
      <HeadCell isRight>{t('held')}</HeadCell>
      <HeadCell isRight>{t('used')}</HeadCell>
      <HeadCell isRight>{t('returned')}</HeadCell>
      <HeadCell isRight>{t('at')}</HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={t('statementTable')} isFolding head={head}>
        {lines.map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </Table>
      <SheetFoot>{foot}</SheetFoot>
    </Sheet>
  );
}

function Line({ line }: { line: HoursLine }) {
  const t = useText('hours');
  const format = useFormat();
  const isOut = line.used !== undefined && line.used > 0;
  return (
    <Row>
      <RowHead fold="all">
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
          <What line={line} />
          {line.isOpen && <Badge tone="held">{t('openHold')}</Badge>}
        </span>
        <span className="block text-small font-normal text-text-2">{line.allocationTitle}</span>
      </RowHead>
      <Amount label={t('total')} amount={line.granted} isSigned />
      <Amount label={t('held')} amount={line.held} beside={line.held} />
      <Amount label={t('used')} amount={line.used} beside={line.held} isStrong={isOut} />
      <Amount label={t('returned')} amount={line.returned} beside={line.held} />
      <Cell isRight fold="all">
        <span className="text-small text-text-2">{format.instant(line.at, 'dayTime')}</span>
      </Cell>
    </Row>
  );
}

function What({ line }: { line: HoursLine }) {
  const t = useText('hours');
  if (line.kind === 'grant') return t('grantLine');
  if (line.kind === 'adjust') return line.note === '' ? t('adjustLine') : line.note;
  if (!line.launch) return t('gone');
  return (
    <Link to={paths.launchPage(line.launch.id)} className="[overflow-wrap:anywhere]">
      {line.launch.name === '' ? t('gone') : line.launch.name}
    </Link>
  );
}

interface AmountProps {
  label: string;
  amount: number | undefined;
  beside?: number | undefined;
  isSigned?: boolean;
  isStrong?: boolean;
}

function Amount({ label, amount, beside = amount, isSigned, isStrong }: AmountProps) {
  if (amount === undefined) return <Cell isRight fold="hide" />;
  return (
    <Cell isRight fold="left" label={label}>
      {isSigned && amount > 0 && '+'}
      <HoursAmount amount={amount} beside={beside ?? amount} isStrong={isStrong ?? false} />
    </Cell>
  );
}
