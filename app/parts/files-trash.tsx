import { Form, useNavigation } from '@remix-run/react';
import type { TrashView } from '#server/file-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';
import { PageHead } from '../ui/page-head';
import { Sheet } from '../ui/sheet';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { useWhen } from './use-when';

interface FilesTrashProps {
  cluster: string;
  things: readonly TrashView[];
  nowAt: Date;
  answer: { ok: true; restored: string | undefined } | FormProblem | undefined;
}

/** What was deleted: to be brought back, or deleted for good. */
export function FilesTrash({ cluster, things, nowAt, answer }: FilesTrashProps) {
  const t = useText('files');
  const errorText = useErrorText();
  const isBusy = useNavigation().state !== 'idle';
  return (
    <>
      <PageHead
        title={t('trashTitle')}
        actions={
          <>
            <LinkButton to={paths.filesAt(cluster)} prefetch="none">
              {t('backToFiles')}
            </LinkButton>
            {things.length > 0 && (
              <Form method="post">
                <input type="hidden" name="intent" value="forget" />
                <ConfirmDialog
                  title={t('forgetAllTitle')}
                  confirmLabel={t('forgetAll')}
                  trigger={
                    <Button type="submit" kind="danger" isBusy={isBusy}>
                      {t('forgetAll')}
                    </Button>
                  }
                >
                  <p>{t('forgetBody')}</p>
                </ConfirmDialog>
              </Form>
            )}
          </>
        }
      >
        {t('trashLead')}
      </PageHead>
      <div className="grid gap-4">
        {answer && (
          <Note tone={answer.ok ? 'success' : 'danger'} isAnnounced>
            {answer.ok
              ? answer.restored === undefined
                ? t('doneForget')
                : t('doneRestore', { path: answer.restored })
              : errorText(answer.error?.code ?? 'invalid-input', answer.error?.details)}
          </Note>
        )}
        {things.length === 0 ? (
          <EmptyState title={t('trashEmpty')}>
            <p>{t('trashEmptyLead')}</p>
          </EmptyState>
        ) : (
          <Things things={things} nowAt={nowAt} />
        )}
      </div>
    </>
  );
}

function Things({ things, nowAt }: { things: readonly TrashView[]; nowAt: Date }) {
  const t = useText('files');
  const format = useFormat();
  const when = useWhen(nowAt);
  return (
    <Sheet>
      <Table
        caption={t('trashTitle')}
        isFolding
        head={
          <>
            <HeadCell>{t('trashFrom')}</HeadCell>
            <HeadCell isRight>{t('size')}</HeadCell>
            <HeadCell isTight>{t('trashedAt')}</HeadCell>
            <ActionsHead />
          </>
        }
      >
        {things.map((thing) => (
          <Row key={thing.id}>
            <RowHead fold="all">
              <span className="[overflow-wrap:anywhere]">{thing.path}</span>
            </RowHead>
            <Cell isRight fold="left">
              {thing.kind === 'file' ? format.bytes(thing.sizeBytes) : t(thing.kind)}
            </Cell>
            <Cell isTight>{when(thing.trashedAt)}</Cell>
            <Cell isTight fold="all">
              <Form method="post" className="flex flex-wrap gap-2">
                <input type="hidden" name="id" value={thing.id} />
                <Button
                  type="submit"
                  name="intent"
                  value="restore"
                  size="small"
                  aria-label={t('restoreOf', { name: thing.path })}
                >
                  {t('restore')}
                </Button>
                <ConfirmDialog
                  title={t('forgetTitle', { name: thing.path })}
                  confirmLabel={t('forget')}
                  trigger={
                    <Button
                      type="submit"
                      name="intent"
                      value="forget"
                      size="small"
                      kind="danger-quiet"
                      aria-label={t('forgetOf', { name: thing.path })}
                    >
                      {t('forget')}
                    </Button>
                  }
                >
                  <p>{t('forgetBody')}</p>
                </ConfirmDialog>
              </Form>
            </Cell>
          </Row>
        ))}
      </Table>
    </Sheet>
  );
}
