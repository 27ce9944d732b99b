import { CircleCheck, Info, OctagonX, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useText } from '../locales/use-text';
import { Button } from './button';
import { classes } from './classes';
import { IconButton } from './icon-button';
import { toneClass } from './tone';

export interface ToastDraft {
  tone: 'success' | 'info' | 'warn' | 'danger';
  text: string;
  /** Usually undo. */
  action?: { label: string; run: () => void };
}
interface Toast extends ToastDraft {
  id: number;
}

const icons: Record<ToastDraft['tone'], LucideIcon> = {
  success: CircleCheck,
  info: Info,
  warn: TriangleAlert,
  danger: OctagonX,
};
/** Long enough to read two lines twice; what has an action stays longer, what is dangerous stays. */
const shownMs = { plain: 6000, withAction: 12_000 };

const Show = createContext<(draft: ToastDraft) => void>(() => undefined);

/** Says something in the corner: `const toast = useToast(); toast({ tone: 'success', text })`. */
export const useToast = () => useContext(Show);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const nextId = useRef(1);
  const show = useCallback((draft: ToastDraft) => {
    const id = nextId.current++;
    setToasts((before) => [...before.slice(-2), { ...draft, id }]);
  }, []);
  const close = useCallback(
    (id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)),
    [],
  );
  const list = useMemo(
    () => toasts.map((toast) => <ToastBox key={toast.id} {...toast} onClose={close} />),
    [toasts, close],
  );
  return (
    <Show.Provider value={show}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-50 ml-auto grid max-w-[440px] gap-2 md:right-6 md:bottom-6"
      >
        {list}
      </div>
    </Show.Provider>
  );
}

function ToastBox({ id, tone, text, action, onClose }: Toast & { onClose: (id: number) => void }) {
  const t = useText('common');
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld || tone === 'danger') return;
    const timer = setTimeout(() => onClose(id), action ? shownMs.withAction : shownMs.plain);
    return () => clearTimeout(timer);
  }, [id, isHeld, tone, action, onClose]);
  return (
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto"
    >
      <ToastCard tone={tone} text={text}>
        {action && (
          <Button size="small" onClick={() => (action.run(), onClose(id))}>
            {action.label}
          </Button>
        )}
        <IconButton icon={X} label={t('close')} size="small" onClick={() => onClose(id)} />
      </ToastCard>
    </div>
  );
}

/** The card alone. */
export function ToastCard({
  tone,
  text,
  children,
}: Pick<ToastDraft, 'tone' | 'text'> & { children?: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div
      className={classes(
        toneClass(tone),
        'appears flex min-h-[52px] items-center gap-3 rounded-2 border border-line bg-raised py-2 pr-2.5 pl-3.5 shadow-2',
      )}
    >
      <Icon className="text-tone-solid" />
      <p className="min-w-0 flex-1 leading-snug">{text}</p>
      {children}
    </div>
  );
}
