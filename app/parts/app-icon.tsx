import { ChartLine, CodeXml, Globe, NotebookPen, type LucideIcon } from 'lucide-react';
import type { AppIcon as Name } from '#server/contract/apps';

const icons: Record<Name, LucideIcon> = {
  notebook: NotebookPen,
  code: CodeXml,
  chart: ChartLine,
  globe: Globe,
};

/** What an app's manifest chose to be known by. */
export function AppIcon({ name, className }: { name: Name; className?: string }) {
  const Icon = icons[name];
  return <Icon className={className} />;
}
