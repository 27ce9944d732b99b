import { Form } from '@remix-run/react';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { browserName } from './browser-name';

interface Session {
  id: string;
  userAgent: string;
  createdAt: Date;
  seenAt: Date;
  isThisOne: boolean;
  isSameNetwork: boolean | undefined;
}

/** Where the person is signed in; each but this one can be ended. */
export function SettingsSessions({ sessions, nowAt }: { sessions: readonly Session[]; nowAt: Date }) {
  const t = useText('people');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{t('settings.where')}</HeadCell>
      <HeadCell>{t('settings.seen')}</HeadCell>
      <HeadCell>{t('settings.begun')}</HeadCell>
      <ActionsHead />
    </>
  );
  return (
    <div className="grid gap-3">
      <p className="max-w-[62ch] text-text-2">{t('settings.sessionsLead')}</p>
      <Table caption={t('settings.sessionsTable')} isFolding head={head}>
        {sessions.map((session) => {
          const where = placeOf(session.userAgent, t);
          return (
            <Row key={session.id}>
              <RowHead>
                {where}
                {!session.isThisOne && session.isSameNetwork !== undefined && (
                  <span className="block text-small font-normal text-text-2">
                    {t(session.isSameNetwork ? 'settings.sameNetwork' : 'settings.otherNetwork')}
                  </span>
                )}
              </RowHead>
              <Cell label={t('settings.seen')}>{format.relative(session.seenAt, nowAt)}</Cell>
              <Cell label={t('settings.begun')}>{format.instant(session.createdAt, 'dayTime')}</Cell>
              <Cell isRight>
                {session.isThisOne ? (
                  <Badge>{t('settings.thisOne')}</Badge>
                ) : (
                  <Form method="post">
                    <input type="hidden" name="intent" value="end-session" />
                    <Button
                      type="submit"
                      name="id"
                      value={session.id}
                      size="small"
                      kind="danger"
                      aria-label={t('settings.endOf', { where })}
                    >
                      {t('settings.end')}
                    </Button>
                  </Form>
                )}
              </Cell>
            </Row>
          );
        })}
      </Table>
      {sessions.length > 1 && (
        <Form method="post">
          {sessions.map(
            ({ id, isThisOne }) => !isThisOne && <input key={id} type="hidden" name="id" value={id} />,
          )}
          <ConfirmDialog
            title={t('settings.endOthersTitle')}
            confirmLabel={t('settings.endOthers')}
            trigger={
              <Button type="submit" name="intent" value="end-session" kind="danger">
                {t('settings.endOthers')}
              </Button>
            }
          >
            {t('settings.endOthersLead')}
          </ConfirmDialog>
        </Form>
      )}
    </div>
  );
}

function placeOf(userAgent: string, t: ReturnType<typeof useText<'people'>>): string {
  const { browser, system } = browserName(userAgent);
  if (browser !== undefined && system !== undefined) return t('settings.browserOn', { browser, system });
  return browser ?? system ?? t('settings.unknownBrowser');
}
