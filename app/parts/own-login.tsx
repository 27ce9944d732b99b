import { Form, useNavigation } from '@remix-run/react';
import { Link2, UserRound } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useLocale } from 'use-intl';
import type { OwnLoginView } from '#server/login-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Sheet, SheetBody } from '../ui/sheet';
import { TextField } from '../ui/text-field';
import { localTitle } from './local-title';
import { OwnLoginSteps } from './own-login-steps';

interface OwnLoginProps {
  own: OwnLoginView;
  problem: FormProblem | undefined;
  /** What the last form did here. */
  outcome: ReactNode;
}

/** A person's login at one cluster: which it is, how to link one, how to unlink it. */
export function OwnLogin({ own, problem, outcome }: OwnLoginProps) {
  const id = useId();
  const locale = useLocale();
  const title = localTitle(own, locale);
  return (
    <Sheet as="section" labelledBy={id}>
      <SheetBody className="grid gap-4">
        <h2 id={id} className="text-h3">
          {title}
        </h2>
        {outcome}
        {own.login ? (
          <Had own={own} login={own.login} />
        ) : own.claim ? (
          <OwnLoginSteps cluster={own.cluster} title={title} claim={own.claim} />
        ) : (
          <Begin own={own} problem={problem} />
        )}
      </SheetBody>
    </Sheet>
  );
}

function Had({ own, login }: { own: OwnLoginView; login: NonNullable<OwnLoginView['login']> }) {
  const t = useText('logins');
  const format = useFormat();
  const { name, kind, since, liveLaunches } = login;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <code className="text-h3 [overflow-wrap:anywhere]">{name}</code>
        <Badge icon={kind === 'linked' ? Link2 : UserRound}>{t(`kind.${kind}`)}</Badge>
        <span className="text-small text-text-2">{t('since', { when: format.instant(since, 'day') })}</span>
      </p>
      <p className="max-w-[62ch] text-text-2">{t(`kindLead.${kind}`)}</p>
      {kind === 'linked' &&
        (liveLaunches > 0 ? (
          <p className="text-small text-text-2">{t('unlinkLive', { count: liveLaunches })}</p>
        ) : (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="unlink" />
            <input type="hidden" name="cluster" value={own.cluster} />
            <ConfirmDialog
              title={t('unlinkTitle', { login: name })}
              confirmLabel={t('unlinkOf', { login: name })}
              trigger={
                <Button type="submit" kind="danger" size="small">
                  {t('unlink')}
                </Button>
              }
            >
              <p>{t('unlinkLead')}</p>
              <p>{t('unlinkAfter')}</p>
            </ConfirmDialog>
          </Form>
        ))}
    </>
  );
}

/** Nothing yet: it comes by itself, or is linked, or either. */
function Begin({ own, problem }: { own: OwnLoginView; problem: FormProblem | undefined }) {
  const t = useText('logins');
  const isBusy = useNavigation().formData?.get('cluster') === own.cluster;
  const canLink = own.kinds.includes('linked');
  return (
    <>
      <p className="max-w-[62ch] text-text-2">
        {own.comesByItself ? (
          <>
            {t('atFirstUse')} {canLink && t('orLink')}
          </>
        ) : (
          t('mustLink')
        )}
      </p>
      {canLink && (
        <Form method="post" className="grid max-w-[420px] justify-items-start gap-3" preventScrollReset>
          <input type="hidden" name="intent" value="claim" />
          <input type="hidden" name="cluster" value={own.cluster} />
          <div className="w-full">
            <TextField
              label={t('login')}
              help={t('loginHelp')}
              error={problem?.errors['login'] && t('loginBad')}
              name="login"
              isMono
              required
              maxLength={32}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={typedValue(problem, 'login')}
            />
          </div>
          <Button type="submit" isBusy={isBusy}>
            {t('begin')}
          </Button>
        </Form>
      )}
    </>
  );
}
