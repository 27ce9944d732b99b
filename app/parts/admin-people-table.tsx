import { Form } from '@remix-run/react';
import type { ListedPersonView } from '#server/services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { VisuallyHidden } from '../ui/visually-hidden';
import { AdminRoles } from './admin-roles';

/** Everybody found, with their roles. */
export function AdminPeopleTable({ people }: { people: readonly ListedPersonView[] }) {
  const t = useText('admin');
  const head = (
    <>
      <HeadCell>{t('name')}</HeadCell>
      <HeadCell>{t('school')}</HeadCell>
      <HeadCell>{t('roles')}</HeadCell>
      <HeadCell isRight>{t('joined')}</HeadCell>
      <HeadCell isRight>
        <VisuallyHidden>{t('change')}</VisuallyHidden>
      </HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={t('table')} isFolding head={head}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </Table>
    </Sheet>
  );
}

function PersonRow({ person }: { person: ListedPersonView }) {
  const t = useText('admin');
  const levels = useText('people');
  const format = useFormat();
  return (
    <Row>
      <RowHead fold="all">
        {person.displayName}
        <span className="block text-small font-normal text-text-2 [overflow-wrap:anywhere]">
          {person.email ?? t('noEmail')}
        </span>
      </RowHead>
      <Cell fold="all">
        {person.schoolName}
        <span className="block text-small text-text-2">{levels(`levels.${person.level}`)}</span>
      </Cell>
      <Cell>
        <span className="flex flex-wrap gap-1">
          {person.roles.map((role) => (
            <Badge key={role} tone={role === 'student' ? 'plain' : 'info'}>
              {t(`role.${role}`)}
            </Badge>
          ))}
        </span>
      </Cell>
      <Cell isRight fold="hide">
        {format.instant(person.createdAt, 'day')}
      </Cell>
      <Cell isRight>
        <span className="flex flex-wrap justify-end gap-2">
          {person.hasSecondFactor && <ResetFactor person={person} />}
          <AdminRoles person={person} />
        </span>
      </Cell>
    </Row>
  );
}

/** For who has lost everything that they confirm with. */
function ResetFactor({ person }: { person: ListedPersonView }) {
  const t = useText('admin');
  const name = person.displayName;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="reset-second-factor" />
      <ConfirmDialog
        title={t('resetTitle', { name })}
        confirmLabel={t('reset')}
        trigger={
          <Button
            type="submit"
            name="personId"
            value={person.id}
            size="small"
            kind="danger"
            aria-label={t('resetOf', { name })}
          >
            {t('reset')}
          </Button>
        }
      >
        {t('resetLead')}
      </ConfirmDialog>
    </Form>
  );
}
