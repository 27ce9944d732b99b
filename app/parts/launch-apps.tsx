import { Form, useNavigation } from '@remix-run/react';
import { Play } from 'lucide-react';
import { useLocale } from 'use-intl';
import type { AppView } from '#server/services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { LinkButton } from '../ui/link-button';
import { Section } from '../ui/section';
import { Sheet } from '../ui/sheet';
import { AppIcon } from './app-icon';
import { localTitle } from './local-title';

interface LaunchAppsProps {
  apps: readonly AppView[];
  idempotencyKey: string;
  /** What the page is for; elsewhere another button stands out [true]. */
  isMain?: boolean;
}

/** Programs that are used in the browser: one press starts one as it was started last, where it starts first. */
export function LaunchApps({ apps, ...row }: LaunchAppsProps) {
  const t = useText('apps');
  return (
    <Section title={t('title')}>
      <p className="-mt-2 mb-3 text-small text-text-2">{t('lead')}</p>
      <Sheet as="ul" className="divide-y divide-line overflow-hidden">
        {apps.map((app) => (
          <AppRow key={app.name} app={app} {...row} />
        ))}
      </Sheet>
    </Section>
  );
}

function AppRow({ app, idempotencyKey, isMain = true }: Omit<LaunchAppsProps, 'apps'> & { app: AppView }) {
  const t = useText('apps');
  const locale = useLocale();
  const title = localTitle(app, locale);
  const action = paths.launchApp(app.name);
  const isBusy = useNavigation().formAction === action;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-4 md:px-6">
      <span className="grid size-10 shrink-0 place-items-center rounded-2 bg-accent-soft text-accent-text">
        <AppIcon name={app.icon} />
      </span>
      <div className="min-w-0 flex-[1_1_240px]">
        <h3>{title}</h3>
        <p className="mt-0.5 text-text-2">{locale === 'ko' ? app.aboutKo : app.aboutEn}</p>
        <AppFacts app={app} />
      </div>
      <div className="flex flex-wrap gap-2">
        <LinkButton to={action} kind="quiet" aria-label={t('changeLabel', { app: title })}>
          {t('change')}
        </LinkButton>
        <Form method="post" action={action}>
          <input type="hidden" name="key" value={`${idempotencyKey}-${app.name}`} readOnly />
          <Button
            type="submit"
            kind={isMain ? 'primary' : 'plain'}
            icon={Play}
            isBusy={isBusy}
            aria-label={t('startLabel', { app: title })}
          >
            {t(isBusy ? 'starting' : 'start')}
          </Button>
        </Form>
      </div>
    </li>
  );
}

function AppFacts({ app: { draft } }: { app: AppView }) {
  const t = useText('launch');
  const time = useFormat().duration(draft.walltimeSeconds);
  return (
    <p className="mt-1.5 text-small text-text-3">
      {draft.gpus === 0 ? t('templateFactsCpu', { time }) : t('templateFacts', { gpus: draft.gpus, time })}
    </p>
  );
}
