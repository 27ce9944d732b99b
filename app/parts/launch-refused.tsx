import { Link } from '@remix-run/react';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';

/** What became of pressing the button, when nothing was launched. */
export function LaunchRefused({ error, hasFields }: { error: FormProblem['error']; hasFields: boolean }) {
  const t = useText('launch');
  const logins = useText('logins');
  const errorText = useErrorText();
  if (!error) return null;
  if (error.code === 'idempotency-key-reused') {
    return (
      <Note tone="info" isAnnounced title={t('reusedTitle')}>
        <p>{t('reused')}</p>
        <p>
          <Link to={paths.launches()}>{t('reusedLook')}</Link>
        </p>
      </Note>
    );
  }
  const isAboutHours = error.code === 'not-enough-hours' || error.code === 'no-allocation';
  return (
    <Note
      tone="danger"
      isAnnounced
      title={t('problemsTitle')}
      actions={
        isAboutHours ? (
          <LinkButton to={paths.requestNew()} size="small">
            {t('askHours')}
          </LinkButton>
        ) : (
          error.code === 'login-needed' && (
            <LinkButton to={paths.logins()} size="small">
              {logins('section')}
            </LinkButton>
          )
        )
      }
    >
      <p>{errorText(error.code, error.details)}</p>
      {isAboutHours && <p>{t('costWho')}</p>}
      {hasFields && <p>{t('problemsSee')}</p>}
    </Note>
  );
}
