import { Link } from '@remix-run/react';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

const rowClass = 'flex gap-6 overflow-x-auto border-b border-line [scrollbar-width:none]';
const tabClass =
  '-mb-px border-b-2 border-transparent py-2.5 font-medium whitespace-nowrap text-text-2 no-underline hover:text-text ' +
  'aria-selected:border-accent aria-selected:font-semibold aria-selected:text-text ' +
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

/**
 * Tabs inside a page, for parts that are small and already there. Arrow keys, Home and End choose.
 * @see WAI-ARIA APG, Tabs pattern (automatic activation). Not Radix: its tabs put style attributes into the server's page.
 */
export function Tabs({
  label,
  tabs,
  defaultValue,
}: {
  label: string;
  tabs: readonly Tab[];
  defaultValue?: string;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [value, setValue] = useState(defaultValue ?? tabs[0]?.value);
  const choose = (index: number) => {
    const tab = tabs[(index + tabs.length) % tabs.length];
    if (!tab) return;
    setValue(tab.value);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${tab.value}`)}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const current = tabs.findIndex((tab) => tab.value === value);
    const goal = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: tabs.length - 1 }[
      event.key
    ];
    if (goal === undefined) return;
    event.preventDefault();
    choose(goal);
  };
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className={rowClass}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            id={`${id}-${tab.value}`}
            type="button"
            role="tab"
            aria-selected={tab.value === value}
            aria-controls={`${id}-${tab.value}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => setValue(tab.value)}
            onKeyDown={onKeyDown}
            className={tabClass}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.value}
          id={`${id}-${tab.value}-panel`}
          role="tabpanel"
          aria-labelledby={`${id}-${tab.value}`}
          hidden={tab.value !== value}
          className="pt-4"
        >
          {tab.content}
        </div>
      ))}
    </div>
  );
}
