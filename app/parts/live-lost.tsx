import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LiveState } from '../hooks/follow-stream';
import { useText } from '../locales/use-text';

/** School Wi-Fi drops for a moment all the time: only a cut that lasts is worth a sentence. */
const quietMs = 4_000;

/** One quiet line while the page is not being told of changes. */
export function LiveLost({ state }: { state: LiveState }) {
  const t = useText('pages');
  const [isShown, setShown] = useState(false);
  const isKept = useKeptForms();
  useEffect(() => {
    if (state !== 'lost') return setShown(false);
    const timer = setTimeout(() => setShown(true), quietMs);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--bottom)+12px)] z-30 flex justify-center md:bottom-4"
    >
      {(isShown || isKept) && (
        <p className="appears flex items-center gap-2 rounded-2 border border-line bg-raised px-3.5 py-2 text-small text-text-2 shadow-2">
          <WifiOff className="size-4 text-warn-solid" />
          {t(isKept ? 'sendLater' : 'connectionLost')}
        </p>
      )}
    </div>
  );
}

/**
 * While the browser itself says that there is no network a form is not sent: an error would take its place, and what was typed. Says
 * whether one was kept back since the network went.
 */
function useKeptForms(): boolean {
  const [isKept, setKept] = useState(false);
  useEffect(() => {
    const keep = (event: SubmitEvent) => {
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setKept(true);
    };
    const onOnline = () => setKept(false);
    // Before React, which listens at the document.
    window.addEventListener('submit', keep, { capture: true });
    window.addEventListener('online', onOnline);
    return () => {
      window.removeEventListener('submit', keep, { capture: true });
      window.removeEventListener('online', onOnline);
    };
  }, []);
  return isKept;
}
