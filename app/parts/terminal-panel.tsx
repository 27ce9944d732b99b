import { useEffect, useRef, useState } from 'react';
import type { SchedulerKind } from '#server/contract/clusters';
import { useTerminal } from '../hooks/use-terminal';
import type { TerminalLook } from '../hooks/use-terminal-look';
import { useText } from '../locales/use-text';
import { useShell } from './shell';
import { TerminalBanner } from './terminal-banner';
import { TerminalFind } from './terminal-find';
import { TerminalFoot } from './terminal-foot';
import { TerminalKeys } from './terminal-keys';
import { TerminalLinkDialog } from './terminal-link-dialog';

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
  name: string;
  isShown: boolean;
  look: TerminalLook;
  onLook: (change: Partial<TerminalLook>) => void;
  onChoose: () => void;
}

/** One terminal: its screen, what the portal has to say of it, and its keys. */
export function TerminalPanel(props: TerminalPanelProps) {
  const { cluster, scheduler, name, isShown, look, onLook, onChoose } = props;
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
    againWords: t('again'),
  });
  const { fit, focus, end } = terminal;
  const { enders, tab } = props;
  useEffect(() => {
    enders.set(tab, end);
    return () => void enders.delete(tab);
  }, [enders, tab, end]);
  useEffect(() => {
    if (!isShown) return;
    fit();
    focus();
  }, [isShown, fit, focus]);

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
        <div ref={terminal.host} className="term-screen" role="group" aria-label={t('screen', { name })} />
      </div>
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
          onFind={() => setFinding(true)}
        />
      </div>
      <TerminalKeys held={terminal.held} onHold={terminal.hold} onPress={terminal.press} />
      <TerminalLinkDialog url={link} onClose={() => setLink(undefined)} />
    </>
  );
}
