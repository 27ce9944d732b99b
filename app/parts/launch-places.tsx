import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  Hourglass,
  Link2,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import type { LaunchPlace } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { Badge } from '../ui/badge';
import { classes } from '../ui/classes';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import type { Tone } from '../ui/tone';
import { usePlaceName, type ClusterTitle } from './launch-place-name';
import { placeValue } from './launch-values';

interface PlacesProps {
  places: readonly LaunchPlace[];
  clusters: readonly ClusterTitle[];
  gpus: number;
  /** As the radios carry it. */
  chosen: string;
  onChoose: (place: string) => void;
}

/** Every place with what is free there, whether it answers, and what it costs; what takes nothing new is grey and says why. */
export function LaunchPlaces(props: PlacesProps) {
  const t = useText('launch');
  return (
    <Sheet className="overflow-hidden">
      <Table
        caption={t('places')}
        isFolding
        head={
          <>
            <HeadCell>{t('place')}</HeadCell>
            <HeadCell isRight>{t('placeFree')}</HeadCell>
            <HeadCell>{t('placeState')}</HeadCell>
            <HeadCell isRight>{t('placeCost')}</HeadCell>
          </>
        }
      >
        {props.places.map((place, index) => (
          <PlaceRow
            key={placeValue(place.cluster, place.partition)}
            {...props}
            place={place}
            isFirst={index === 0}
          />
        ))}
      </Table>
    </Sheet>
  );
}

function PlaceRow({
  place,
  isFirst,
  places,
  clusters,
  gpus,
  chosen,
  onChoose,
}: PlacesProps & { place: LaunchPlace; isFirst: boolean }) {
  const t = useText('launch');
  const format = useFormat();
  const value = placeValue(place.cluster, place.partition);
  const isChosen = value === chosen;
  const isUsable =
    place.state === 'open' && !place.isInMaintenance && !place.needsLogin && place.trouble === undefined;
  const { title } = usePlaceName(clusters, places)(place);
  const free = place.freeGpus;
  return (
    <Row isChosen={isChosen}>
      <RowHead>
        <label className={classes('flex items-start gap-2.5', !isUsable && 'text-text-3')}>
          <input
            type="radio"
            name="place"
            value={value}
            checked={isChosen}
            // One that takes nothing now and was asked for stays in the form, so that the answer can say what is wrong with it.
            disabled={!isUsable && !isChosen}
            onChange={() => onChoose(value)}
            className="tick mt-[3px]"
          />
          <span className="min-w-0">
            {title}
            <span className="block text-small font-normal text-text-2">
              {place.gpuModel} · <code>{place.partition}</code>
            </span>
          </span>
        </label>
      </RowHead>
      <Cell isRight label={t('placeFree')}>
        {free === undefined ? (
          <span className="text-text-3">{t('placeUnknown')}</span>
        ) : (
          t('placeFreeOf', { free: format.number(free) })
        )}
      </Cell>
      <Cell>
        <PlaceState place={place} gpus={gpus} isFirst={isFirst} />
      </Cell>
      <Cell isRight>
        <b>{format.gpuHours(place.costMilliGpuSeconds)}</b>
      </Cell>
    </Row>
  );
}

/** The one thing to know of a place: first what keeps the job away, then whether it would wait. */
function PlaceState({ place, gpus, isFirst }: { place: LaunchPlace; gpus: number; isFirst: boolean }) {
  const t = useText('launch');
  const errorText = useErrorText();
  const say = (tone: Tone, icon: LucideIcon, words: string) => (
    <Badge tone={tone} icon={icon} look="bare">
      <span className="whitespace-normal">{words}</span>
    </Badge>
  );
  if (place.state === 'closed') return say('plain', CirclePause, t('placeClosed'));
  if (place.state === 'draining') return say('plain', CirclePause, t('placeDraining'));
  if (place.isInMaintenance) return say('plain', Wrench, t('placeMaintenance'));
  if (place.needsLogin) return say('plain', Link2, t('placeNeedsLogin'));
  if (!place.fits) return say('plain', CircleAlert, t('placeNoFit'));
  if (place.trouble === 'cluster-down') return say('warn', CircleAlert, t('placeDown'));
  if (place.trouble) return say('warn', CircleAlert, errorText(place.trouble) ?? '');
  if (!place.canPay) return say('warn', CircleAlert, t('placeNoHours'));
  if (isFirst) return say('success', CircleCheck, t('placeFirst'));
  if (place.freeGpus === undefined) return say('unknown', Hourglass, t('placeUnknown'));
  return place.freeGpus >= gpus
    ? say('success', CircleCheck, t('placeNow'))
    : say('queued', Hourglass, t('placeQueue'));
}
