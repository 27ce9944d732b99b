import { Form, useNavigation } from '@remix-run/react';
import { Play } from 'lucide-react';
import { useEffect, useRef, type FormEvent } from 'react';
import { limits } from '#server/contract/limits';
import type { AppView } from '#server/services';
import type { LaunchProblem, LaunchQuote } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { LaunchAppWhat } from './launch-app-what';
import { LaunchCost, LaunchDock } from './launch-cost';
import { LaunchHowMuch } from './launch-how-much';
import { usePlaceName, type ClusterTitle } from './launch-place-name';
import { LaunchPreview } from './launch-preview';
import { LaunchRefused } from './launch-refused';
import { LaunchUnsent } from './launch-unsent';
import type { LaunchValues } from './launch-values';
import { LaunchWhat } from './launch-what';
import { LaunchWhere, type AllocationChoice } from './launch-where';
import { useLaunchForm, type LaunchFormProblem } from './use-launch-form';

export interface LaunchFormProps {
  idempotencyKey: string;
  values: LaunchValues;
  template: string | undefined;
  quote: LaunchQuote;
  clusters: readonly ClusterTitle[];
  allocations: readonly AllocationChoice[];
  problem: LaunchFormProblem | undefined;
  isScriptFirst?: boolean;
  /** An app has settings of its own in the place of a script. */
  app?: AppView;
}

/** The whole launch form: what, how much, where; the cost beside it, or under the thumb. Works without script too. */
export function LaunchForm(props: LaunchFormProps) {
  const { template, clusters, allocations, problem, isScriptFirst = false, app } = props;
  const form = useLaunchForm(props);
  const { values, change, round, live, unsent } = form;
  const { ref, isBusy, onSubmit } = useSending(problem, values.script, unsent.setSending);
  const { quote } = live;
  const problems = withLargeScript(quote.problems, values.script);
  const nameOf = usePlaceName(clusters, quote.places);
  const { cluster, partition } = quote;
  const place =
    cluster !== undefined && partition !== undefined ? nameOf({ cluster, partition }).whole : undefined;
  return (
    <Form
      ref={ref}
      method="post"
      onSubmit={onSubmit}
      noValidate
      className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_320px]"
    >
      <input type="hidden" name="key" value={form.key} readOnly />
      {template !== undefined && <input type="hidden" name="template" value={template} readOnly />}
      <div className="grid min-w-0 gap-10">
        {(problem || unsent.found) && (
          <div className="grid gap-4">
            {unsent.found && <LaunchUnsent onTake={form.takeUnsent} onDiscard={unsent.discard} />}
            {problem && <LaunchRefused error={problem.error} hasFields={quote.problems.some(isOfField)} />}
          </div>
        )}
        {app ? (
          <LaunchAppWhat {...{ values, change, problems, app }} />
        ) : (
          <LaunchWhat {...{ values, change, round, problems, isScriptFirst }} overridden={quote.overridden} />
        )}
        <LaunchHowMuch {...{ values, change, problems }} hasArray={!app} />
        <LaunchWhere
          {...{ values, change, quote, clusters, allocations }}
          gpus={Number(live.values.gpus) || 0}
        />
        <LaunchPreview quote={quote} />
      </div>
      <div className="lg:sticky lg:top-[calc(var(--top)+24px)]">
        <LaunchCost live={live}>
          <Submit isBusy={isBusy} isFull />
        </LaunchCost>
      </div>
      <LaunchDock live={live} place={place}>
        <Submit isBusy={isBusy} />
      </LaunchDock>
    </Form>
  );
}

const isOfField = (problem: LaunchProblem) => problem.field !== 'form';

/** Too large to be asked about at all: said here, before anything is sent. */
function withLargeScript(problems: readonly LaunchProblem[], script: string): readonly LaunchProblem[] {
  if (!isTooLarge(script)) return problems;
  const problem: LaunchProblem = { field: 'script', code: 'script-too-large', details: {} };
  return [problem, ...problems.filter(({ field }) => field !== 'script')];
}

const isTooLarge = (script: string) =>
  script.length > limits.scriptBytes / 3 && new TextEncoder().encode(script).length > limits.scriptBytes;

function Submit({ isBusy, isFull }: { isBusy: boolean; isFull?: boolean }) {
  const t = useText('launch');
  return (
    <Button
      type="submit"
      kind="primary"
      size={isFull ? 'large' : 'normal'}
      isFull={isFull}
      isBusy={isBusy}
      icon={Play}
    >
      {t(isBusy ? 'submitting' : 'submit')}
    </Button>
  );
}

/** Sends once, and after a refusal leads to the first field that needs a change. */
function useSending(
  problem: LaunchFormProblem | undefined,
  script: string,
  setSending: (isSending: boolean) => void,
) {
  const ref = useRef<HTMLFormElement>(null);
  const isBusy = useNavigation().formMethod === 'POST';
  const lead = () => ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]:not([hidden])')?.focus();
  useEffect(() => {
    if (problem) lead();
  }, [problem]);
  const onSubmit = (event: FormEvent) => {
    if (isBusy || isTooLarge(script)) {
      event.preventDefault();
      if (!isBusy) lead();
      return;
    }
    setSending(true);
  };
  return { ref, isBusy, onSubmit };
}
