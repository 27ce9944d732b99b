import type { PersonView } from '#server/services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { VisuallyHidden } from '../ui/visually-hidden';
import { AdminRoles } from './admin-roles';

/** Everybody found, with their roles. */
export function AdminPeopleTable({ people }: { people: readonly PersonView[] }) {
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

function PersonRow({ person }: { person: PersonView }) {
  const t = useText('admin');
  const levels = useText('people');
  const format = useFormat();
  return (
    <Row>
      <RowHead fold="all">
        {person.displayName}
        <span className="block text-small font-normal text-text-2 [overflow-wrap:anywhere]">
          {person.email}
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
        <AdminRoles person={person} />
      </Cell>
    </Row>
  );
}
