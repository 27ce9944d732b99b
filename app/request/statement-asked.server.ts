import { AppError } from '#server/contract/app-error';
import { statementOfs } from '#server/contract/statements';
import type { StatementAsked } from '#server/statement-services';

/** Whose statement an address asks for, and of which days. @throws AppError[not-found] for what there are no statements of */
export function readStatementAsked(request: Request): StatementAsked {
  const query = new URL(request.url).searchParams;
  const of = statementOfs.find((one) => one === (query.get('of') ?? 'person'));
  if (of === undefined) throw new AppError('not-found');
  const [id, from, to] = ['id', 'from', 'to'].map((name) => query.get(name) || undefined);
  return { of, ...(id && { id }), ...(from && { from }), ...(to && { to }) };
}
