import type { SchedulerKind } from '#server/contract/clusters';
import { limits } from '#server/contract/limits';
import { terminalLimits } from '#server/contract/terminal-protocol';
import { useText } from '../locales/use-text';

const queueCommand: Record<SchedulerKind, string> = { slurm: 'squeue', pbs: 'qstat' };

/** How the keys behave, what the limits are, and what is recorded. */
export function TerminalHelp({ scheduler }: { scheduler: SchedulerKind }) {
  const t = useText('terminal');
  const uses = [
    t('helpQueue', { command: queueCommand[scheduler] }),
    t('helpCopy'),
    t('helpPaste'),
    t('helpFind'),
    t('helpLeave'),
    t('helpSplit'),
    t('helpJob'),
  ];
  const bounds = [
    t('limitsCount', { count: limits.terminalsPerPerson }),
    t('limitsIdle', { minutes: terminalLimits.idleSeconds / 60 }),
    t('limitsKept', { minutes: terminalLimits.keepSeconds / 60 }),
    t('limitsAge', { hours: terminalLimits.maxAgeSeconds / 3600 }),
    t('limitsRecord'),
  ];
  return (
    <>
      <Lines of={uses} />
      <h3 className="font-semibold">{t('limitsTitle')}</h3>
      <Lines of={bounds} />
    </>
  );
}

function Lines({ of: lines }: { of: readonly string[] }) {
  return (
    <ul className="grid list-disc gap-1.5 pl-5 text-text-2">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
