import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { errorCodes, type ErrorCode } from '#server/contract/error-codes';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { PageError } from '../request/page-error';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { useRootData } from './root-data';

/** What could not be opened, why, and where to go. */
export function ErrorPage() {
  const t = useText('pages');
  const errorText = useErrorText();
  const person = useRootData()?.person;
  const { code, details, requestId } = toPageError(useRouteError());
  const title =
    code === 'not-found'
      ? t('notFoundTitle')
      : code === 'not-allowed'
        ? t('notAllowedTitle')
        : t('errorTitle');
  const home = person ? paths.home() : paths.landing();
  return (
    <div className="mx-auto max-w-[640px] py-12">
      <h1 className="mb-6">{title}</h1>
      <EmptyState
        title={errorText(code, details)}
        actions={
          <>
            <LinkButton to={home} kind="primary">
              {t('goHome')}
            </LinkButton>
            {errorCodes[code].retry && (
              <LinkButton to="" reloadDocument>
                {t('tryAgain')}
              </LinkButton>
            )}
          </>
        }
      >
        {code === 'not-found' && <p>{t('notFoundBody')}</p>}
        {requestId !== '' && (
          <p className="text-small">
            {t('requestId')}: <code>{requestId}</code>
          </p>
        )}
      </EmptyState>
    </div>
  );
}

function toPageError(error: unknown): PageError {
  if (!isRouteErrorResponse(error)) return { code: 'internal', details: {}, requestId: '' };
  const data = (
    typeof error.data === 'object' && error.data !== null ? error.data : {}
  ) as Partial<PageError>;
  const byStatus: ErrorCode =
    error.status === 404 ? 'not-found' : error.status === 403 ? 'not-allowed' : 'internal';
  const code = data.code !== undefined && data.code in errorCodes ? data.code : byStatus;
  return { code, details: data.details ?? {}, requestId: data.requestId ?? '' };
}
