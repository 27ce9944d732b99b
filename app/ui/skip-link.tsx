import { useText } from '../locales/use-text';

/** The first stop of the Tab key: past the menus. */
export function SkipLink() {
  const t = useText('common');
  return (
    <a
      href="#main"
      className="fixed top-2 left-4 z-[60] -translate-y-16 rounded-2 bg-accent px-4 py-2 text-on-accent focus:translate-y-0"
    >
      {t('skip')}
    </a>
  );
}
