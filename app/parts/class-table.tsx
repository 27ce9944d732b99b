import { Form, Link } from '@remix-run/react';
import type { ClassLineView } from '#server/class-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Sheet } from '../ui/sheet';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';

/** The classes of a person, and those that expect them. */
export function ClassTable({ classes }: { classes: readonly ClassLineView[] }) {
  const t = useText('classes');
  const head = (
    <>
      <HeadCell>{t('name')}</HeadCell>
      <HeadCell>{t('role')}</HeadCell>
      <HeadCell>{t('period')}</HeadCell>
      <ActionsHead />
    </>
  );
  return (
    <Sheet>
      <Table caption={t('table')} isFolding head={head}>
        {classes.map((one) => (
          <Row key={one.id}>
            <RowHead fold="all">
              {one.state === 'expected' ? one.name : <Link to={paths.classPage(one.id)}>{one.name}</Link>}
              <span className="block text-small font-normal text-text-2">{one.schoolName}</span>
            </RowHead>
            <Cell label={t('role')}>{t(`roles.${one.role}`)}</Cell>
            <Cell label={t('period')}>
              {one.startsOn} ~ {one.endsOn}
            </Cell>
            <Cell isRight fold="all">
              <ClassStanding one={one} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Sheet>
  );
}

function ClassStanding({ one }: { one: ClassLineView }) {
  const t = useText('classes');
  if (one.isEnded) return <Badge tone="cancelled">{t('ended')}</Badge>;
  if (one.state === 'waiting') return <Badge tone="held">{t('waiting')}</Badge>;
  if (one.state === 'active') return null;
  return (
    <Form method="post" className="flex flex-wrap items-center justify-end gap-3">
      <span className="text-small text-text-2">{t('expected')}</span>
      <Button type="submit" name="classId" value={one.id} size="small">
        {t('enter')}
      </Button>
    </Form>
  );
}
