import { Link } from '@remix-run/react';
import type { AllocationView } from '#server/hours-services';
import type { AppView } from '#server/services';
import type { LaunchView, TemplateView } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { classes } from '../ui/classes';
import { LiveDot } from '../ui/live-dot';
import { Section } from '../ui/section';
import { HomeAgain } from './home-again';
import { HomeHours } from './home-hours';
import { HomeNow } from './home-now';
import { HomeTemplates } from './home-templates';
import { LaunchApps } from './launch-apps';

export interface HomeWorkProps {
  live: readonly LaunchView[];
  /** There are more than fit one answer. */
  hasMoreLive: boolean;
  /** The last ones. */
  ended: readonly LaunchView[];
  hours: readonly AllocationView[];
  templates: readonly TemplateView[];
  apps: readonly AppView[];
  idempotencyKey: string;
}

/** A student's home: hours left first, then what goes on, then what to do next. */
export function HomeWork({ live, hasMoreLive, ended, hours, templates, ...launching }: HomeWorkProps) {
  const t = useText('home');
  const common = useText('common');
  return (
    <>
      <HomeHours hours={hours} />
      <Section title={t('nowTitle')} aside={live.length > 0 && <LiveDot>{common('live')}</LiveDot>}>
        <HomeNow live={live} hasMore={hasMoreLive} firstTemplate={templates[0]} />
      </Section>
      {launching.apps.length > 0 && <LaunchApps {...launching} isMain={false} />}
      <div className={classes('grid items-start gap-8', ended.length > 0 && 'lg:grid-cols-2')}>
        {ended.length > 0 && (
          <Section title={t('againTitle')} aside={<Link to={paths.launches()}>{t('againAll')}</Link>}>
            <HomeAgain ended={ended} />
          </Section>
        )}
        <Section title={t('templatesTitle')} aside={<Link to={paths.launch()}>{t('templatesAll')}</Link>}>
          <HomeTemplates templates={templates} />
        </Section>
      </div>
    </>
  );
}
