import { useRouteError } from '@remix-run/react';
import { errorCodes } from '#server/contract/error-codes';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { useRootData } from './root-data';
import { errorTitleKey, toPageError } from './to-page-error';

/** What could not be opened, why, and where to go. */
export function ErrorPage() {
  const t = useText('pages');
  const errorText = useErrorText();
  const person = useRootData()?.person;
  const { code, details, requestId } = toPageError(useRouteError());
  const home = person ? paths.home() : paths.landing();
  return (
    <div className="mx-auto max-w-[640px] py-12">
      <h1 className="mb-6">{t(errorTitleKey(code))}</h1>
      <EmptyState
        title={code === 'not-found' ? t('notFoundBody') : errorText(code, details)}
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
        {requestId !== '' && errorCodes[code].status >= 500 && (
          <p className="text-small">
            {t('requestId')}: <code>{requestId}</code>
          </p>
        )}
      </EmptyState>
    </div>
  );
}
