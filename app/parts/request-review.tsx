import { useId, useState, type ReactNode } from 'react';
import { useLocale } from 'use-intl';
import type { RequestEvidence, RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Note } from '../ui/note';
import { Section } from '../ui/section';
import { Sheet, SheetBody } from '../ui/sheet';
import { RequestAmounts } from './request-amounts';
import { RequestCheckList } from './request-check-list';
import { clusterTitles } from './request-cluster-titles';
import type { ClusterChoice } from './request-clusters';
import { RequestDecision } from './request-decision';
import { RequestEarlier } from './request-earlier';
import { RequestFacts } from './request-facts';
import { RequestPurpose } from './request-purpose';
import { RequestSteps } from './request-steps';

interface Props {
  view: RequestView;
  evidence: RequestEvidence;
  clusters: readonly ClusterChoice[];
  nowAt: Date;
  done: { isQuestion: boolean } | undefined;
  problem: FormProblem | undefined;
}

/** The evidence on the left, the decision on the right. */
export function RequestReview({ view, evidence, clusters, nowAt, done, problem }: Props) {
  const t = useText('review');
  const format = useFormat();
  const asked = format.gpuHours(view.askedMilliGpuSeconds);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="grid min-w-0 gap-6">
        <Outcome done={done} problem={problem} />
        <TitledSheet title={t('page.whatFor')}>
          <RequestPurpose text={view.purpose} />
        </TitledSheet>
        <Sheet>
          <h2 className="px-4 pt-4 text-h3 md:px-6 md:pt-6">{t('page.isRight', { asked })}</h2>
          <RequestAmounts request={view} evidence={evidence} />
        </Sheet>
        {view.events.length > 1 && (
          <TitledSheet title={t('page.talk')}>
            <RequestSteps request={view} label={t('page.talk')} />
          </TitledSheet>
        )}
        <TitledSheet title={t('page.evidence')}>
          <RequestCheckList request={view} evidence={evidence} nowAt={nowAt} />
        </TitledSheet>
        <Section title={t('page.earlier')}>
          <RequestEarlier requests={evidence.earlierRequests} />
        </Section>
      </div>
      <div className="grid gap-6">
        <RequestFacts request={view} clusterTitle={clusterTitles(clusters, useLocale())} />
        {/* One's own step begins a new form; another's leaves what was typed and says that something changed. */}
        <DecisionSheet
          key={view.events.filter((event) => event.isMine).length}
          view={view}
          problem={problem}
        />
      </div>
    </div>
  );
}

function DecisionSheet({ view, problem }: Pick<Props, 'view' | 'problem'>) {
  const t = useText('review');
  const [seenVersion] = useState(view.version);
  if (view.may.decide)
    return (
      <TitledSheet title={t('decide.title')}>
        {view.state === 'asked-back' && (
          <p className="mb-4 text-small text-text-2">{t('decide.waitsForAnswer')}</p>
        )}
        {view.version !== seenVersion && (
          <div className="mb-4">
            <Note tone="warn" isAnnounced>
              {t('decide.changed')}
            </Note>
          </div>
        )}
        <RequestDecision request={view} problem={problem} />
      </TitledSheet>
    );
  const isOpen = view.state === 'submitted' || view.state === 'asked-back';
  return <Note tone="info">{t(isOpen ? 'readOnly' : 'decide.closed')}</Note>;
}

function TitledSheet({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Sheet as="section" labelledBy={id}>
      <SheetBody>
        <h2 id={id} className="mb-4 text-h3">
          {title}
        </h2>
        {children}
      </SheetBody>
    </Sheet>
  );
}

function Outcome({ done, problem }: Pick<Props, 'done' | 'problem'>) {
  const t = useText('review');
  const errorText = useErrorText();
  if (done)
    return (
      <Note tone="success" isAnnounced>
        {t(done.isQuestion ? 'decide.asked' : 'decide.done')}
      </Note>
    );
  if (!problem?.error || Object.keys(problem.errors).length > 0) return null;
  const { code, details } = problem.error;
  return (
    <Note tone="danger" isAnnounced>
      {code === 'changed-meanwhile' ? t('decide.changed') : errorText(code, details)}
    </Note>
  );
}
