import { useEffect, useRef, useState } from 'react';
import type { SchedulerKind } from '#server/contract/clusters';
import type { ShowableTeacher } from '#server/showing-services';
import { useTerminal } from '../hooks/use-terminal';
import type { TerminalLook } from '../hooks/use-terminal-look';
import { useText } from '../locales/use-text';
import { useShell } from './shell';
import { TerminalBanner } from './terminal-banner';
import { TerminalFind } from './terminal-find';
import { TerminalFoot } from './terminal-foot';
import { TerminalKeys } from './terminal-keys';
import { TerminalLinkDialog } from './terminal-link-dialog';
import { TerminalShown } from './terminal-shown';

interface TerminalPanelProps {
  cluster: string;
  /** In whose job; undefined: on the login node. */
  launch: { id: string; name: string } | undefined;
  /** One that lives; undefined: a new one. */
  id: string | undefined;
  isElsewhere: boolean;
  onOpen: (id: string) => void;
  /** Where its tab finds how to end the shell. */
  enders: Map<number, () => void>;
  tab: number;
  scheduler: SchedulerKind;
  /** Whom it can be shown to. */
  teachers: readonly ShowableTeacher[];
  /** Tells its tab whether it is shown to somebody. */
  onShown: (tab: number, isShown: boolean) => void;
  name: string;
  /** It is the one that is typed into. */
  isShown: boolean;
  /** It is on the page, alone or as one of two. */
  isSeen: boolean;
  /** Goes to the other one that is seen; undefined: there is none. */
  onOther: (() => void) | undefined;
  look: TerminalLook;
  onLook: (change: Partial<TerminalLook>) => void;
  onChoose: () => void;
}

/** One terminal: its screen, what the portal has to say of it, and its keys. */
export function TerminalPanel(props: TerminalPanelProps) {
  const { cluster, scheduler, name, isShown, isSeen, onOther, look, onLook, onChoose } = props;
  const t = useText('terminal');
  const { nonce } = useShell();
  const [link, setLink] = useState<string>();
  const foot = useRef<HTMLDivElement>(null);
  const [isFinding, setFinding] = useState(false);
  const terminal = useTerminal({
    cluster,
    launchId: props.launch?.id,
    id: props.id,
    isElsewhere: props.isElsewhere,
    onOpen: props.onOpen,
    nonce,
    look,
    onLink: setLink,
    onFind: () => setFinding(true),
    onLeave: () => foot.current?.querySelector('button')?.focus(),
    onOther,
    againWords: t('again'),
  });
  const { fit, focus, end, host: terminalHost } = terminal;
  const { enders, tab } = props;
  useEffect(() => {
    enders.set(tab, end);
    return () => void enders.delete(tab);
  }, [enders, tab, end]);
  const { onShown } = props;
  const isToTeacher = terminal.shown?.kind === 'shown';
  useEffect(() => {
    onShown(tab, isToTeacher);
    return () => onShown(tab, false);
  }, [onShown, tab, isToTeacher]);
  useEffect(() => {
    if (isSeen) fit();
    // Who has come to a button of its own stays there.
    const isWithin = terminalHost.current?.closest('.term-panel')?.contains(document.activeElement);
    if (isShown && !isWithin) focus();
  }, [isShown, isSeen, fit, focus, terminalHost]);

  return (
    <>
      <div className="term-body">
        {isFinding && (
          <TerminalFind
            onFind={terminal.find}
            onClose={() => {
              setFinding(false);
              terminal.clearFind();
              focus();
            }}
          />
        )}
        <div ref={terminalHost} className="term-screen" role="group" aria-label={t('screen', { name })} />
      </div>
      <TerminalShown shown={terminal.shown} onHide={terminal.hide} onRead={terminal.readShown} />
      <TerminalBanner
        state={terminal.state}
        notice={terminal.notice}
        name={name}
        launchId={props.launch?.id}
        onAgain={terminal.again}
        onStay={() => {
          terminal.stay();
          focus();
        }}
        onChoose={onChoose}
      />
      <div ref={foot}>
        <TerminalFoot
          state={terminal.state}
          size={terminal.size}
          scheduler={scheduler}
          look={look}
          onLook={onLook}
          teachers={props.teachers}
          isShown={isToTeacher}
          onShow={terminal.show}
          onFind={() => setFinding(true)}
        />
      </div>
      <TerminalKeys held={terminal.held} onHold={terminal.hold} onPress={terminal.press} />
      <TerminalLinkDialog url={link} onClose={() => setLink(undefined)} />
    </>
  );
}
