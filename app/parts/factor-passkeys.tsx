import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import { useRef } from 'react';
import { useFormat } from '../format/use-format';
import { usePasskey } from '../hooks/use-passkey';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Note } from '../ui/note';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { TextField } from '../ui/text-field';

interface Passkey {
  id: string;
  name: string;
  createdAt: Date;
  usedAt: Date | undefined;
}

export interface FactorPasskeysProps {
  passkeys: readonly Passkey[];
  /** What the page is looked at with, as a first name for a passkey. */
  browser: { browser: string | undefined; system: string | undefined };
  problem: FormProblem | undefined;
  /** Nothing is set up and nothing begun: making one is what the page is for. */
  isFirst: boolean;
  nowAt: Date;
}

/** The passkeys of a person, and making one on this device. */
export function FactorPasskeys({ passkeys, browser, problem, isFirst, nowAt }: FactorPasskeysProps) {
  const t = useText('factor');
  return (
    <div className="grid gap-5">
      <p className="max-w-[62ch] text-text-2">{t('passkeysLead')}</p>
      {passkeys.length > 0 && <PasskeyTable passkeys={passkeys} nowAt={nowAt} />}
      <NewPasskey browser={browser} problem={problem} isFirst={isFirst} />
    </div>
  );
}

function PasskeyTable({ passkeys, nowAt }: Pick<FactorPasskeysProps, 'passkeys' | 'nowAt'>) {
  const t = useText('factor');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{t('passkeyName')}</HeadCell>
      <HeadCell>{t('used')}</HeadCell>
      <HeadCell>{t('made')}</HeadCell>
      <ActionsHead />
    </>
  );
  return (
    <Table caption={t('passkeysTable')} isFolding head={head}>
      {passkeys.map(({ id, name, createdAt, usedAt }) => (
        <Row key={id}>
          <RowHead>{name}</RowHead>
          <Cell label={t('used')}>{usedAt ? format.relative(usedAt, nowAt) : t('neverUsed')}</Cell>
          <Cell label={t('made')}>{format.instant(createdAt, 'dayTime')}</Cell>
          <Cell isRight>
            <Form method="post">
              <input type="hidden" name="intent" value="remove-passkey" />
              <ConfirmDialog
                title={t('removeTitle', { name })}
                confirmLabel={t('removeOf', { name })}
                trigger={
                  <Button
                    type="submit"
                    name="id"
                    value={id}
                    size="small"
                    kind="danger"
                    aria-label={t('removeOf', { name })}
                  >
                    {t('remove')}
                  </Button>
                }
              >
                {t('removeLead')}
              </ConfirmDialog>
            </Form>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function NewPasskey({
  browser,
  problem,
  isFirst,
}: Pick<FactorPasskeysProps, 'browser' | 'problem' | 'isFirst'>) {
  const t = useText('factor');
  const people = useText('people');
  const submit = useSubmit();
  const name = useRef<HTMLInputElement>(null);
  const { isAsking, trouble, ask } = usePasskey('add', (response) =>
    submit({ intent: 'add-passkey', response, name: name.current?.value ?? '' }, { method: 'post' }),
  );
  const navigation = useNavigation();
  const isBusy = isAsking || navigation.formData?.get('intent') === 'add-passkey';
  const isNameWrong = problem?.values['intent'] === 'add-passkey' && problem.errors['name'] !== undefined;
  const { browser: program, system } = browser;
  const known = program && system ? t('passkeyHere', { browser: program, system }) : undefined;
  return (
    <div className="grid max-w-[460px] gap-5">
      <TextField
        ref={name}
        label={t('passkeyName')}
        help={t('passkeyNameHelp')}
        error={isNameWrong ? people('fixName') : undefined}
        name="name"
        maxLength={60}
        required
        defaultValue={known ?? t('noName')}
      />
      {trouble && !isBusy && (
        <Note tone="danger" isAnnounced>
          {t(trouble)}
        </Note>
      )}
      <div>
        <Button kind={isFirst ? 'primary' : 'plain'} icon={KeyRound} isBusy={isBusy} onClick={ask}>
          {t(isBusy ? 'adding' : 'addPasskey')}
        </Button>
      </div>
    </div>
  );
}
