import { useState } from 'react';
import { useLocale } from 'use-intl';
import type { RequestEvidence, RequestView } from '#server/hours-services';
import type { PanelView } from '#server/review-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Note } from '../ui/note';
import { Section } from '../ui/section';
import { Sheet } from '../ui/sheet';
import { PanelReport } from './panel-report';
import { PanelReviewers } from './panel-reviewers';
import { PanelReviews, PanelStanding } from './panel-reviews';
import { PanelHandBack, PanelWrite } from './panel-write';
import { RequestAmounts } from './request-amounts';
import { RequestCheckList } from './request-check-list';
import { clusterTitles } from './request-cluster-titles';
import type { ClusterChoice } from './request-clusters';
import { RequestDecision } from './request-decision';
import { RequestEarlier } from './request-earlier';
import { RequestFacts } from './request-facts';
import { RequestPurpose } from './request-purpose';
import { RequestSteps } from './request-steps';
import { TitledSheet } from './titled-sheet';

/** What the page's last form did. */
export type ReviewDone =
  'asked' | 'decided' | 'reviewed' | 'assigned' | 'taken-off' | 'report-accepted' | 'report-returned';

interface Props {
  view: RequestView;
  evidence: RequestEvidence;
  clusters: readonly ClusterChoice[];
  nowAt: Date;
  /** undefined: any reviewer decides alone. */
  panel: PanelView | undefined;
  isAdministrator: boolean;
  done: ReviewDone | undefined;
  problem: FormProblem | undefined;
}

/** The evidence on the left, the decision on the right. */
export function RequestReview(props: Props) {
  const { view, evidence, clusters, nowAt, panel, done, problem } = props;
  const t = useText('review');
  const words = useText('panel');
  const format = useFormat();
  const asked = format.gpuHours(view.askedMilliGpuSeconds);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="grid min-w-0 gap-6">
        <Outcome done={done} problem={problem} panel={panel} />
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
        {panel && view.may.review && (
          <TitledSheet title={words('write')}>
            <PanelWrite request={view} problem={problem} />
          </TitledSheet>
        )}
        {view.may.judgeReport && (
          <TitledSheet title={words('report')}>
            <PanelReport request={view} problem={problem} />
          </TitledSheet>
        )}
        {panel && <PanelReviews panel={panel} />}
        <TitledSheet title={t('page.evidence')}>
          <RequestCheckList request={view} evidence={evidence} nowAt={nowAt} />
        </TitledSheet>
        <Section title={t('page.earlier')}>
          <RequestEarlier requests={evidence.earlierRequests} />
        </Section>
      </div>
      <div className="grid gap-6">
        <RequestFacts request={view} clusterTitle={clusterTitles(clusters, useLocale())} />
        {panel ? (
          <PanelSheets {...props} panel={panel} />
        ) : (
          // One's own step begins a new form; another's leaves what was typed and says that something changed.
          <DecisionSheet
            key={view.events.filter((event) => event.isMine).length}
            view={view}
            problem={problem}
          />
        )}
      </div>
    </div>
  );
}

function PanelSheets({ view, panel, isAdministrator, problem }: Props & { panel: PanelView }) {
  const t = useText('panel');
  const isOpen = view.state === 'submitted' && panel.reviewers.some(({ state }) => state === 'reviewed');
  const isHidden = isOpen && !panel.reviewers.some(({ review }) => review !== undefined);
  return (
    <>
      <TitledSheet title={t('title')}>
        <PanelStanding panel={panel} lead="progress" />
        {isHidden && (
          <p className="mt-3 text-small text-text-2">
            {t(view.may.review ? 'hidden' : 'hiddenAdministrator')}
          </p>
        )}
      </TitledSheet>
      {isAdministrator && (
        <TitledSheet title={t('reviewers')}>
          <PanelReviewers request={view} panel={panel} problem={problem} />
        </TitledSheet>
      )}
      {view.may.review && (
        <TitledSheet title={t('handBack')}>
          <PanelHandBack problem={problem} />
        </TitledSheet>
      )}
    </>
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

function Outcome({ done, problem, panel }: Pick<Props, 'done' | 'problem' | 'panel'>) {
  const t = useText('review');
  const words = useText('panel');
  const errorText = useErrorText();
  if (done) {
    const said: Record<ReviewDone, string> = {
      asked: t('decide.asked'),
      decided: t('decide.done'),
      reviewed: words('sent'),
      assigned: words('assigned'),
      'taken-off': words('takenOff'),
      'report-accepted': words('reportAccepted'),
      'report-returned': words('reportReturned'),
    };
    return (
      <Note tone="success" isAnnounced>
        {said[done]}
      </Note>
    );
  }
  if (!problem) return null;
  const isByField = Object.keys(problem.errors).length > 0;
  // The form of a review is long: what is wrong may stand below what is seen.
  if (isByField && panel)
    return (
      <Note tone="danger" isAnnounced>
        {words('fixAll')}
      </Note>
    );
  if (!problem.error || isByField) return null;
  const { code, details } = problem.error;
  const said = () => {
    if (code === 'changed-meanwhile') return panel ? words('changed') : t('decide.changed');
    return code === 'wrong-state' && panel ? words('over') : errorText(code, details);
  };
  return (
    <Note tone="danger" isAnnounced>
      {said()}
    </Note>
  );
}
