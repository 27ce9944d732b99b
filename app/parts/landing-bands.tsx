import { Link } from '@remix-run/react';
import { useId, type ReactNode } from 'react';
import { useText } from '../locales/use-text';
import { paths } from '../paths';

function Band({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="pt-16 lg:pt-24">
      <h2
        id={id}
        className="mb-6 text-[clamp(1.5rem,1.1rem+1.6vw,2.25rem)] font-extrabold tracking-[-0.03em]"
      >
        {title}
      </h2>
      {lead !== undefined && (
        <p className="-mt-4 mb-8 max-w-[44em] text-read leading-read text-text-2">{lead}</p>
      )}
      {children}
    </section>
  );
}

export function LandingBegin() {
  const t = useText('landing');
  const steps = [
    { title: t('begin1Title'), body: t('begin1') },
    { title: t('begin2Title'), body: t('begin2') },
    { title: t('begin3Title'), body: t('begin3') },
  ];
  return (
    <Band title={t('beginTitle')} lead={t('beginLead')}>
      <ol className="grid gap-6 md:grid-cols-3 md:gap-8">
        {steps.map((step, index) => (
          <li key={step.title} className="grid content-start gap-2 border-t-2 border-text pt-4">
            <span aria-hidden="true" className="text-small font-semibold text-accent-text">
              {index + 1}
            </span>
            <h3>{step.title}</h3>
            <p className="text-text-2">{step.body}</p>
          </li>
        ))}
      </ol>
    </Band>
  );
}

export function LandingDoors() {
  const t = useText('landing');
  const doors = [
    { who: t('doorStudent'), what: t('doorStudentBody') },
    { who: t('doorGraduate'), what: t('doorGraduateBody') },
    { who: t('doorTeacher'), what: t('doorTeacherBody') },
    { who: t('doorReviewer'), what: t('doorReviewerBody') },
    { who: t('doorOperator'), what: t('doorOperatorBody') },
  ];
  return (
    <Band title={t('doorsTitle')}>
      <ul className="divide-y divide-line border-y border-line">
        {doors.map((door) => (
          <li
            key={door.who}
            className="grid gap-x-6 gap-y-0.5 py-4 md:grid-cols-[200px_1fr] md:items-baseline"
          >
            <h3>{door.who}</h3>
            <p className="text-text-2">{door.what}</p>
          </li>
        ))}
      </ul>
    </Band>
  );
}

export function LandingCalm() {
  const t = useText('landing');
  const reasons = [
    { title: t('calm1Title'), body: t('calm1') },
    { title: t('calm2Title'), body: t('calm2') },
    { title: t('calm3Title'), body: t('calm3') },
    { title: t('calm4Title'), body: t('calm4') },
  ];
  return (
    <Band title={t('calmTitle')}>
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        {reasons.map((reason) => (
          <div key={reason.title}>
            <h3 className="mb-1">{reason.title}</h3>
            <p className="text-text-2">{reason.body}</p>
          </div>
        ))}
      </div>
    </Band>
  );
}

export function LandingFoot() {
  const t = useText('landing');
  return (
    <div className="mt-16 flex flex-wrap gap-x-6 gap-y-2 border-t border-line pt-8 pb-12 text-small text-text-2">
      <p className="flex-1">{t('footAbout')}</p>
      <Link to={paths.docs()}>{t('footDocs')}</Link>
      <a href={paths.apiDescription()}>{t('footApi')}</a>
    </div>
  );
}
