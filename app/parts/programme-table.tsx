import { Link } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { ProgrammeView } from '#server/programme-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { localTitle } from './local-title';

/** All programmes of research, with what matters of their terms. */
export function ProgrammeTable({ programmes }: { programmes: readonly ProgrammeView[] }) {
  const t = useText('programmes');
  const locale = useLocale();
  const head = (
    <>
      <HeadCell>{t('name')}</HeadCell>
      <HeadCell>{t('when')}</HeadCell>
      <HeadCell>{t('quorum')}</HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={t('table')} isFolding head={head}>
        {programmes.map((one) => (
          <Row key={one.name}>
            <RowHead fold="all">
              <Link to={paths.adminProgramme(one.name)}>{localTitle(one, locale)}</Link>
            </RowHead>
            <Cell fold="left" label={t('when')}>
              {t(one.isClosed ? 'closed' : one.isRolling ? 'always' : 'inCalls')}
            </Cell>
            <Cell>
              {one.reviewsNeeded === 0 ? t('single') : t('reviews', { count: String(one.reviewsNeeded) })}
            </Cell>
          </Row>
        ))}
      </Table>
    </Sheet>
  );
}
