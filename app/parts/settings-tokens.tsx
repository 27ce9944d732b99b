import { Form, useNavigation } from '@remix-run/react';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { EmptyState } from '../ui/empty-state';
import { Note } from '../ui/note';
import { SelectField } from '../ui/select-field';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { TextField } from '../ui/text-field';

interface Token {
  id: string;
  name: string;
  createdAt: Date;
  usedAt: Date | undefined;
  expiresAt: Date;
}

export interface SettingsTokensProps {
  tokens: readonly Token[];
  /** Just made: shown this once. */
  newToken: string | undefined;
  problem: FormProblem | undefined;
  nowAt: Date;
}

const daysOffered = [7, 30, 90, 366];

/** Personal tokens for the API: the list, and making one. */
export function SettingsTokens({ tokens, newToken, problem, nowAt }: SettingsTokensProps) {
  const t = useText('people');
  return (
    <div className="grid gap-5">
      <p className="max-w-[62ch] text-text-2">
        {t('settings.tokensLead')} <a href={paths.apiDescription()}>{t('settings.apiDocs')}</a>
      </p>
      {newToken !== undefined && (
        <Note tone="success" title={t('settings.newToken')} isAnnounced>
          <CodeBlock code={newToken} label={t('settings.newToken')} canCopy />
        </Note>
      )}
      {tokens.length === 0 ? (
        <EmptyState title={t('settings.noTokens')}>{t('settings.noTokensLead')}</EmptyState>
      ) : (
        <TokenTable tokens={tokens} nowAt={nowAt} />
      )}
      <NewToken problem={problem} />
    </div>
  );
}

function TokenTable({ tokens, nowAt }: { tokens: readonly Token[]; nowAt: Date }) {
  const t = useText('people');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{t('settings.tokenName')}</HeadCell>
      <HeadCell>{t('settings.used')}</HeadCell>
      <HeadCell>{t('settings.expires')}</HeadCell>
      <ActionsHead />
    </>
  );
  return (
    <Table caption={t('settings.tokensTable')} isFolding head={head}>
      {tokens.map((token) => (
        <Row key={token.id}>
          <RowHead>{token.name}</RowHead>
          <Cell label={t('settings.used')}>
            {token.usedAt ? format.relative(token.usedAt, nowAt) : t('settings.neverUsed')}
          </Cell>
          <Cell label={t('settings.expires')}>{format.instant(token.expiresAt, 'full')}</Cell>
          <Cell isRight>
            <Form method="post">
              <input type="hidden" name="intent" value="revoke-token" />
              <ConfirmDialog
                title={t('settings.revokeTitle', { name: token.name })}
                confirmLabel={t('settings.revokeOf', { name: token.name })}
                trigger={
                  <Button
                    type="submit"
                    name="id"
                    value={token.id}
                    size="small"
                    kind="danger"
                    aria-label={t('settings.revokeOf', { name: token.name })}
                  >
                    {t('settings.revoke')}
                  </Button>
                }
              >
                {t('settings.revokeLead')}
              </ConfirmDialog>
            </Form>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function NewToken({ problem }: { problem: FormProblem | undefined }) {
  const t = useText('people');
  const isBusy = useNavigation().formData?.get('intent') === 'make-token';
  return (
    <Form method="post" className="grid max-w-[460px] gap-5">
      <input type="hidden" name="intent" value="make-token" />
      <TextField
        label={t('settings.tokenName')}
        help={t('settings.tokenNameHelp')}
        error={problem?.errors['name'] && t('fixName')}
        name="name"
        maxLength={60}
        required
        defaultValue={typedValue(problem, 'name')}
      />
      <SelectField
        label={t('settings.tokenDays')}
        name="days"
        defaultValue={typedValue(problem, 'days', '90')}
        options={daysOffered.map((days) => ({
          value: String(days),
          label: t('settings.daysValue', { days }),
        }))}
      />
      <div>
        <Button type="submit" isBusy={isBusy}>
          {t(isBusy ? 'settings.making' : 'settings.makeToken')}
        </Button>
      </div>
    </Form>
  );
}
