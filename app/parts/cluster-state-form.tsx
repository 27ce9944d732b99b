import { Form, useNavigation } from '@remix-run/react';
import { clusterStates, type ClusterState } from '#server/contract/clusters';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/radio-group';

const words = {
  open: ['stateOpen', 'stateOpenHelp'],
  draining: ['stateDraining', 'stateDrainingHelp'],
  closed: ['stateClosed', 'stateClosedHelp'],
} as const satisfies Record<ClusterState, readonly [string, string]>;

/** Whether the cluster takes new jobs; what runs goes on in every state. */
export function ClusterStateForm({ state }: { state: ClusterState }) {
  const t = useText('clusters');
  const isBusy = useNavigation().formData?.get('intent') === 'state';
  return (
    <Form method="post" className="grid justify-items-start gap-4">
      <input type="hidden" name="intent" value="state" />
      <RadioGroup
        // Another operator may have changed it meanwhile: the choice starts from what holds now.
        key={state}
        legend={t('stateLegend')}
        isLegendHidden
        name="state"
        defaultValue={state}
        choices={clusterStates.map((value) => ({
          value,
          label: t(words[value][0]),
          help: t(words[value][1]),
        }))}
      />
      <Button type="submit" isBusy={isBusy}>
        {t(isBusy ? 'stateSaving' : 'stateSave')}
      </Button>
    </Form>
  );
}
