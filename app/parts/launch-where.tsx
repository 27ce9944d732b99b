import { useLocale } from 'use-intl';
import type { AllocationView } from '#server/hours-services';
import type { LaunchPlace, LaunchQuote } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { ChoicesFrame } from '../ui/choices';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';
import { Section } from '../ui/section';
import { SelectField } from '../ui/select-field';
import { allocationTitle } from './hours-allocation-title';
import type { LaunchFields } from './launch-fields';
import { usePlaceName, type ClusterTitle } from './launch-place-name';
import { LaunchPlaces } from './launch-places';
import { problemOf, useProblemText } from './launch-problems';
import { placeValue } from './launch-values';

export type AllocationChoice = Pick<
  AllocationView,
  'id' | 'title' | 'clusters' | 'freeMilliGpuSeconds' | 'programme'
>;

interface WhereProps extends Omit<LaunchFields, 'round'> {
  quote: LaunchQuote;
  /** How many GPUs the quote is for. */
  gpus: number;
  clusters: readonly ClusterTitle[];
  allocations: readonly AllocationChoice[];
}

/** Where it runs: the first place to start is chosen already and says why; the others stand below it. */
export function LaunchWhere(props: WhereProps) {
  const { values, change, quote, gpus, clusters } = props;
  const t = useText('launch');
  const text = useProblemText();
  const problem = problemOf(quote.problems, 'cluster', 'partition', 'accelerator');
  if (quote.places.length === 0) {
    return (
      <Section title={t('where')}>
        <EmptyState title={t('noPlacesTitle')}>
          <p>{t('noPlaces')}</p>
        </EmptyState>
      </Section>
    );
  }
  // What was just chosen stands at once; what was not chosen by hand is what the answer says.
  const isListed = quote.places.some((place) => placeValue(place.cluster, place.partition) === values.place);
  const chosen =
    isListed || quote.cluster === undefined ? values.place : placeValue(quote.cluster, quote.partition);
  return (
    <Section title={t('where')}>
      <div className="grid gap-4">
        <Reason places={quote.places} clusters={clusters} gpus={gpus} />
        <ChoicesFrame legend={t('places')} isLegendHidden error={text(problem)}>
          <LaunchPlaces
            places={quote.places}
            clusters={clusters}
            gpus={gpus}
            chosen={chosen}
            onChoose={(place) => change({ place })}
          />
        </ChoicesFrame>
        <Reservations {...props} />
        <Hours {...props} />
      </div>
    </Section>
  );
}

/** Why the first place is the first, or that there is none. */
function Reason({
  places,
  clusters,
  gpus,
}: {
  places: readonly LaunchPlace[];
  clusters: readonly ClusterTitle[];
  gpus: number;
}) {
  const t = useText('launch');
  const nameOf = usePlaceName(clusters, places);
  const [first] = places;
  if (!first || first.state !== 'open' || first.isInMaintenance || first.needsLogin || !first.fits)
    return <p>{t('whereNone')}</p>;
  const values = { place: nameOf(first).whole, b: (chunks: React.ReactNode) => <b>{chunks}</b> };
  if (!first.canPay) return <p>{t('whereNoHours')}</p>;
  if (first.trouble !== undefined) return <p>{t.rich('whereDown', values)}</p>;
  const free = first.freeGpus ?? 0;
  if (gpus === 0) return <p>{t.rich('whereCpu', values)}</p>;
  return <p>{free >= gpus ? t.rich('whereNow', { ...values, free }) : t.rich('whereWait', values)}</p>;
}

/** What is kept for somebody at the chosen place, such as for a lesson; nothing where nothing is offered or chosen. */
function Reservations({ values, change, quote }: WhereProps) {
  const t = useText('launch');
  const format = useFormat();
  const { reservations } = quote;
  const error = problemOf(quote.problems, 'reservation');
  if (reservations.length === 0 && values.reservation === '') return null;
  const span = (one: LaunchQuote['reservations'][number]) =>
    `${format.instant(new Date(one.startsAt), 'dayTime')} – ${format.instant(new Date(one.endsAt), 'dayTime')}`;
  const options = reservations.map((one) => ({ value: one.name, label: `${one.name} (${span(one)})` }));
  const isGone = values.reservation !== '' && !reservations.some(({ name }) => name === values.reservation);
  const gone = isGone ? [{ value: values.reservation, label: values.reservation }] : [];
  return (
    <SelectField
      label={t('reservation')}
      help={t('reservationHelp')}
      error={error && t('fix.reservation')}
      name="reservation"
      value={values.reservation}
      onChange={(event) => change({ reservation: event.currentTarget.value })}
      options={[{ value: '', label: t('reservationNone') }, ...options, ...gone]}
    />
  );
}

/** Which hours pay, where there are several; and that there are none, with the way to some. */
function Hours({ values, change, quote, allocations }: WhereProps) {
  const t = useText('launch');
  const locale = useLocale();
  const format = useFormat();
  const text = useProblemText();
  const cluster = quote.cluster ?? '';
  const usable = allocations.filter((one) => one.clusters.length === 0 || one.clusters.includes(cluster));
  const error = text(problemOf(quote.problems, 'allocation'));
  const ask = (
    <LinkButton to={paths.requestNew()} size="small">
      {t('askHours')}
    </LinkButton>
  );
  if (usable.length < 2 && values.allocation === '') {
    return error === undefined ? null : (
      <Note tone="warn" actions={ask}>
        {error}
      </Note>
    );
  }
  const paying = usable.find((one) => one.id === quote.allocationId);
  const options = usable.map((one) => ({
    value: one.id,
    label: t('allocationOption', {
      title: allocationTitle(one, locale),
      free: format.gpuHours(one.freeMilliGpuSeconds),
    }),
  }));
  return (
    <div className="grid justify-items-start gap-2">
      <div className="w-full">
        <SelectField
          label={t('allocation')}
          help={
            values.allocation === '' && paying
              ? t('allocationChosen', { title: allocationTitle(paying, locale) })
              : undefined
          }
          error={error}
          name="allocation"
          value={values.allocation}
          onChange={(event) => change({ allocation: event.currentTarget.value })}
          options={[{ value: '', label: t('allocationAuto') }, ...options]}
        />
      </div>
      {error !== undefined && ask}
    </div>
  );
}
