import { Link } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { TemplateView } from '#server/launch-services';
import { paths } from '../paths';
import { Sheet } from '../ui/sheet';
import { localTitle } from './local-title';

/** Examples that really run, the first on top. */
export function HomeTemplates({ templates }: { templates: readonly TemplateView[] }) {
  const locale = useLocale();
  return (
    <Sheet as="ul" className="divide-y divide-line">
      {templates.map((template) => (
        <li key={template.name} className="px-4 py-3 md:px-6">
          <Link to={paths.launchTemplate(template.name)} prefetch="intent" className="font-semibold">
            {localTitle(template, locale)}
          </Link>
          <p className="text-small text-text-2">{locale === 'ko' ? template.aboutKo : template.aboutEn}</p>
        </li>
      ))}
    </Sheet>
  );
}
