/* Browsers drop a table's roles once its display changes (the fold on phones), so each part gives its role by name. */
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { useText } from '../locales/use-text';
import { classes } from './classes';
import { VisuallyHidden } from './visually-hidden';

export interface TableProps {
  /** What the table holds; read first by a screen reader. */
  caption: string;
  isCaptionShown?: boolean;
  /** Becomes a list of rows on a phone; cells then say with `fold` how they stand. */
  isFolding?: boolean;
  isSmall?: boolean;
  head: ReactNode;
  children: ReactNode;
}

/** A table for more than five like things. `head` is a row of `HeadCell`, children are `Row`s. */
export function Table({ caption, isCaptionShown, isFolding, isSmall, head, children }: TableProps) {
  return (
    <div className={isFolding ? undefined : 'overflow-x-auto [scrollbar-width:thin]'}>
      <table role="table" className={classes('table', isFolding && 'fold', isSmall && 'table-small')}>
        <caption className={isCaptionShown ? 'pb-2 text-small text-text-2' : 'sr-only'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">{head}</tr>
        </thead>
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </div>
  );
}

type RowProps = Omit<ComponentPropsWithoutRef<'tr'>, 'className' | 'style' | 'role'> & { isChosen?: boolean };

export function Row({ isChosen, children, ...rest }: RowProps) {
  return (
    <tr {...rest} role="row" aria-selected={isChosen || undefined}>
      {children}
    </tr>
  );
}

interface CellLook {
  /** Numbers stand right. */
  isRight?: boolean;
  isTight?: boolean;
  /** On a phone: over the whole width, left out, left instead of right, or beside what the row begins with. */
  fold?: 'all' | 'hide' | 'left' | 'beside';
  /** On a phone: said before the value. */
  label?: string;
  children?: ReactNode;
}

const look = ({ isRight, isTight, fold }: CellLook) =>
  classes(isRight && 'right', isTight && 'tight', fold && `row-${fold}`) || undefined;

export function HeadCell({ children, isRight, isTight }: Pick<CellLook, 'children' | 'isRight' | 'isTight'>) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={look({ isRight: isRight ?? false, isTight: isTight ?? false })}
    >
      {children}
    </th>
  );
}

/** Above the buttons of each row: read aloud, not shown. */
export function ActionsHead() {
  const t = useText('common');
  return (
    <HeadCell isRight>
      <VisuallyHidden>{t('actions')}</VisuallyHidden>
    </HeadCell>
  );
}

/** The cell that names its row. */
export function RowHead(props: CellLook) {
  return (
    <th role="rowheader" scope="row" className={look(props)} data-label={props.label}>
      {props.children}
    </th>
  );
}

export function Cell(props: CellLook) {
  return (
    <td role="cell" className={look(props)} data-label={props.label}>
      {props.children}
    </td>
  );
}
