import { Link } from '@remix-run/react';
import { useText } from '../locales/use-text';

/** The mark and the name; leads home. */
export function Brand({ to }: { to: string }) {
  const t = useText('common');
  return (
    <Link
      to={to}
      className="inline-flex items-center gap-2.5 text-[1.1875rem] font-extrabold tracking-[-0.045em] whitespace-nowrap text-text no-underline"
    >
      <svg viewBox="0 0 26 26" className="size-[26px] text-accent" aria-hidden="true">
        <path
          d="M23 3.5H6.5a3 3 0 0 0-3 3v13a3 3 0 0 0 3 3H23"
          fill="none"
          stroke="currentColor"
          strokeWidth="3.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <rect x="10.4" y="8.9" width="8.2" height="8.2" rx="1.6" fill="currentColor" />
      </svg>
      {t('brand')}
    </Link>
  );
}
