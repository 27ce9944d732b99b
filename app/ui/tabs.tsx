import { Link } from '@remix-run/react';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

const rowClass = 'flex gap-6 overflow-x-auto border-b border-line [scrollbar-width:none]';
const tabClass =
  '-mb-px border-b-2 border-transparent py-2.5 font-medium whitespace-nowrap text-text-2 no-underline hover:text-text ' +
  'data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-text ' +
  'aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-text';

export interface LinkTab {
  to: string;
  label: ReactNode;
  isCurrent: boolean;
}

/** Tabs that are addresses: each is a link, so that they work without script and can be shared. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className={rowClass}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          preventScrollReset
          className={tabClass}
          aria-current={tab.isCurrent ? 'page' : undefined}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

export interface Tab {
  value: string;
  label: ReactNode;
  content: ReactNode;
}

/** Tabs inside a page, for parts that are small and already there. */
export function Tabs({
  label,
  tabs,
  defaultValue,
}: {
  label: string;
  tabs: readonly Tab[];
  defaultValue?: string;
}) {
  const first = defaultValue ?? tabs[0]?.value;
  return (
    <Radix.Root {...(first === undefined ? {} : { defaultValue: first })}>
      <Radix.List aria-label={label} className={rowClass}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value} className={tabClass}>
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
