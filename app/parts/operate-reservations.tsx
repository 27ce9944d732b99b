import { useFetcher } from '@remix-run/react';
import type { ReservationView } from '#server/operate-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Sheet } from '../ui/sheet';

/** The reservations that the newest probe found; each row is a form of its own. */
export function OperateReservations({ reservations }: { reservations: readonly ReservationView[] }) {
  const t = useText('operate');
  return (
    <div className="grid gap-4">
      <p className="max-w-[62ch] text-text-2">{t('reservationsLead')}</p>
      {reservations.length > 0 && (
        <Sheet as="ul" className="divide-y divide-line">
          {reservations.map((reservation) => (
            <Row key={reservation.name} reservation={reservation} />
          ))}
        </Sheet>
      )}
    </div>
  );
}

function Row({ reservation }: { reservation: ReservationView }) {
  const t = useText('operate');
  const format = useFormat();
  const fetcher = useFetcher();
  const { name, partition, startsAt, endsAt, isShown } = reservation;
  const label = t(isShown ? 'partitionHide' : 'partitionShow');
  const span = `${format.instant(startsAt, 'dayTime')} – ${format.instant(endsAt, 'dayTime')}`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 md:px-6">
      <code className="font-semibold [overflow-wrap:anywhere]">{name}</code>
      <Badge tone={isShown ? 'success' : 'plain'}>
        {t(isShown ? 'partitionIsShown' : 'partitionIsHidden')}
      </Badge>
      <span className="text-small text-text-2">{partition === '' ? span : `${partition} · ${span}`}</span>
      <fetcher.Form method="post" className="ml-auto">
        <input type="hidden" name="intent" value="reservation" />
        <input type="hidden" name="reservation" value={name} />
        <input type="hidden" name="isShown" value={isShown ? 'no' : 'yes'} />
        <Button type="submit" size="small" isBusy={fetcher.state !== 'idle'} aria-label={`${name}: ${label}`}>
          {label}
        </Button>
      </fetcher.Form>
    </li>
  );
}
