import { CircleHelp, Minus, Plus, Search, SlidersHorizontal, Wifi, WifiOff } from 'lucide-react';
import type { SchedulerKind } from '#server/contract/clusters';
import type { ShowableTeacher } from '#server/showing-services';
import type { TerminalState } from '../hooks/use-terminal';
import { fontSizes, type TerminalLook } from '../hooks/use-terminal-look';
import { useText } from '../locales/use-text';
import { Dialog } from '../ui/dialog';
import { IconButton } from '../ui/icon-button';
import { SwitchField } from '../ui/switch-field';
import { VisuallyHidden } from '../ui/visually-hidden';
import { TerminalHelp } from './terminal-help';
import { TerminalShow } from './terminal-show';

interface TerminalFootProps {
  state: TerminalState;
  size: { columns: number; rows: number } | undefined;
  scheduler: SchedulerKind;
  look: TerminalLook;
  onLook: (change: Partial<TerminalLook>) => void;
  onFind: () => void;
  teachers: readonly ShowableTeacher[];
  /** To a teacher. */
  isShown: boolean;
  onShow: (teacherId: string) => void;
}

/** How it stands, whose login it is, and how it looks. */
export function TerminalFoot(props: TerminalFootProps) {
  const { state, size, scheduler, look, onLook, onFind } = props;
  const t = useText('terminal');
  const isOpen = state.kind === 'open';
  const word = isOpen
    ? t('open')
    : state.kind === 'connecting'
      ? t('connecting')
      : state.kind === 'lost'
        ? t('lost')
        : t('over');
  return (
    <div className="term-foot">
      <span className="term-state" data-open={isOpen || undefined}>
        {isOpen ? <Wifi /> : <WifiOff />}
        {word}
      </span>
      {isOpen && (
        <span className="font-mono max-sm:hidden">
          <VisuallyHidden>{t('loginLabel', { login: state.login })}</VisuallyHidden>
          <span aria-hidden>{state.login}</span>
        </span>
      )}
      {size && (
        <span className="ml-auto max-md:hidden">
          <VisuallyHidden>{t('sizeLabel', asText(size))}</VisuallyHidden>
          <span aria-hidden>{t('size', asText(size))}</span>
        </span>
      )}
      <span className="flex gap-1 max-md:ml-auto">
        {isOpen && !props.isShown && <TerminalShow teachers={props.teachers} onShow={props.onShow} />}
        <button type="button" aria-label={t('find')} title={t('find')} onClick={onFind}>
          <Search />
        </button>
        <Dialog
          title={t('look')}
          trigger={
            <button type="button" aria-label={t('look')} title={t('look')}>
              <SlidersHorizontal />
            </button>
          }
        >
          <div className="flex items-center gap-2">
            <span className="flex-1">{t('fontSize')}</span>
            <IconButton
              icon={Minus}
              kind="plain"
              label={t('smaller')}
              disabled={look.fontSize <= fontSizes.min}
              onClick={() => onLook({ fontSize: look.fontSize - 1 })}
            />
            <output className="w-14 text-center">{t('fontValue', { size: String(look.fontSize) })}</output>
            <IconButton
              icon={Plus}
              kind="plain"
              label={t('larger')}
              disabled={look.fontSize >= fontSizes.max}
              onClick={() => onLook({ fontSize: look.fontSize + 1 })}
            />
          </div>
          <SwitchField
            label={t('reader')}
            checked={look.isForReader}
            onChange={(event) => onLook({ isForReader: event.currentTarget.checked })}
          />
        </Dialog>
        <Dialog
          title={t('helpTitle')}
          trigger={
            <button type="button" aria-label={t('help')} title={t('help')}>
              <CircleHelp />
            </button>
          }
        >
          <TerminalHelp scheduler={scheduler} />
        </Dialog>
      </span>
    </div>
  );
}

const asText = ({ columns, rows }: { columns: number; rows: number }) => ({
  columns: String(columns),
  rows: String(rows),
});
