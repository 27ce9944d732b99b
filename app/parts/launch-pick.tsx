import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from 'use-intl';
import { parseArrayRange } from '#server/contract/array-range';
import type { AppView } from '#server/services';
import type { LaunchView, TemplateView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Section } from '../ui/section';
import { Sheet } from '../ui/sheet';
import { HomeAgain } from './home-again';
import { LaunchApps } from './launch-apps';
import { localTitle } from './local-title';

type Template = Omit<TemplateView, 'draft'> & { draft: Omit<TemplateView['draft'], 'script'> };

interface LaunchPickProps {
  apps: readonly AppView[];
  idempotencyKey: string;
  templates: readonly Template[];
  items: readonly LaunchView[];
}

/** What can be launched: apps by one press, examples with everything filled in, one's own script, and what was run lately. */
export function LaunchPick({ apps, idempotencyKey, templates, items }: LaunchPickProps) {
  const t = useText('launch');
  const locale = useLocale();
  return (
    <div className="grid max-w-[820px] gap-10">
      {apps.length > 0 && <LaunchApps apps={apps} idempotencyKey={idempotencyKey} />}
      <Section title={t('templates')}>
        <Sheet as="ul" className="divide-y divide-line overflow-hidden">
          {templates.map((template) => (
            <PickRow
              key={template.name}
              to={paths.launchTemplate(template.name)}
              title={localTitle(template, locale)}
              about={locale === 'ko' ? template.aboutKo : template.aboutEn}
            >
              <TemplateFacts draft={template.draft} />
            </PickRow>
          ))}
        </Sheet>
      </Section>
      <Section title={t('ownTitle')}>
        <Sheet as="ul" className="overflow-hidden">
          <PickRow to={paths.launchNew()} title={t('ownOpen')} about={t('ownLead')} />
        </Sheet>
      </Section>
      {items.length > 0 && (
        <Section title={t('againTitle')} aside={<Link to={paths.launches()}>{t('againAll')}</Link>}>
          <p className="-mt-2 mb-3 text-small text-text-2">{t('againLead')}</p>
          <HomeAgain ended={items} />
        </Section>
      )}
    </div>
  );
}

/** The whole row is the link: large enough for a thumb. */
function PickRow(props: { to: string; title: string; about: string; children?: ReactNode }) {
  return (
    <li className="relative flex items-center gap-4 px-4 py-4 hover:bg-sunken md:px-6">
      <div className="min-w-0 flex-1">
        <h3>
          <Link
            to={props.to}
            prefetch="intent"
            className="text-text no-underline after:absolute after:inset-0 focus-visible:shadow-none focus-visible:after:rounded-3 focus-visible:after:shadow-(--focus-ring-inset)"
          >
            {props.title}
          </Link>
        </h3>
        <p className="mt-0.5 text-text-2">{props.about}</p>
        {props.children}
      </div>
      <ChevronRight className="text-text-3" />
    </li>
  );
}

function TemplateFacts({ draft }: { draft: Template['draft'] }) {
  const t = useText('launch');
  const format = useFormat();
  const time = format.duration(draft.walltimeSeconds);
  const tasks = parseArrayRange(draft.array ?? '')?.indexes.length;
  const words =
    draft.gpus === 0
      ? t('templateFactsCpu', { time })
      : tasks === undefined
        ? t('templateFacts', { gpus: draft.gpus, time })
        : t('templateFactsArray', { gpus: draft.gpus, time, tasks });
  return <p className="mt-1.5 text-small text-text-3">{words}</p>;
}
