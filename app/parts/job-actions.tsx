import { Form, useNavigation } from '@remix-run/react';
import { CircleStop, Pencil, RotateCcw, SquareTerminal } from 'lucide-react';
import type { LaunchView } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { LinkButton } from '../ui/link-button';
import { againPath } from './again-path';

/** A terminal inside it, run again, and stop what is still going on (asked once: it cannot be continued). */
export function JobActions({ launch, isOver }: { launch: LaunchView; isOver: boolean }) {
  const t = useText('job');
  const again = againPath(launch);
  const isMendable = isOver && launch.end !== undefined && launch.end !== 'completed';
  return (
    <div className="flex flex-wrap items-center gap-2">
      {launch.may.enter && (
        <LinkButton to={paths.terminal({ launch: launch.id })} icon={SquareTerminal}>
          {t('enter')}
        </LinkButton>
      )}
      {launch.may.runAgain && again !== undefined && (
        <LinkButton to={again} icon={isMendable ? Pencil : RotateCcw}>
          {t(isMendable ? 'fixAndRun' : 'runAgain')}
        </LinkButton>
      )}
      {launch.may.cancel && <JobCancel launchId={launch.id} />}
    </div>
  );
}

function JobCancel({ launchId }: { launchId: string }) {
  const t = useText('job');
  const isBusy = useNavigation().formAction === paths.launchCancel(launchId);
  return (
    <Form method="post" action={paths.launchCancel(launchId)} preventScrollReset>
      <ConfirmDialog
        title={t('cancelTitle')}
        confirmLabel={t('cancelConfirm')}
        keepLabel={t('cancelKeep')}
        trigger={
          <Button type="submit" kind="danger" icon={CircleStop} isBusy={isBusy}>
            {t(isBusy ? 'stopping' : 'cancel')}
          </Button>
        }
      >
        <p>{t('cancelBody')}</p>
      </ConfirmDialog>
    </Form>
  );
}
