import type { LaunchTaskView, LaunchView } from '#server/launch-services';

/** An instant so many seconds after the launch was made. */
export const after = (seconds: number) => new Date(Date.UTC(2026, 9, 14, 2, 0, seconds));

/** A launch as a service gives it: one A100, ten minutes at most, in the queue; change what the test is about. */
export function aLaunch({
  at,
  ...change
}: Partial<Omit<LaunchView, 'at'>> & { at?: Partial<LaunchView['at']> } = {}): LaunchView {
  return {
    id: '01M86NNFSZWPV8EJMXRZZF4S74',
    name: '첫 학습',
    kind: 'batch',
    template: undefined,
    cluster: {
      name: 'hangang',
      titleKo: '한강 센터',
      titleEn: 'Hangang Centre',
      scheduler: 'slurm',
      reach: 'ok',
      reachSince: after(-3600),
    },
    partition: 'gpu',
    accelerator: 'a100',
    gpuModel: 'A100',
    gpus: 1,
    cores: 1,
    memoryBytes: undefined,
    walltimeSeconds: 600,
    array: undefined,
    tasks: 1,
    rateMilli: 1000,
    script: '#!/bin/sh\n',
    state: 'queued',
    end: undefined,
    exitCode: undefined,
    exitSignal: undefined,
    schedulerJobId: '1',
    reasonCode: 'Priority',
    reasonWords: undefined,
    lastErrorCode: undefined,
    heldMilliGpuSeconds: 600_000,
    chargedMilliGpuSeconds: undefined,
    soFarMilliGpuSeconds: 0,
    isCancelRequested: false,
    endsAt: undefined,
    extendLimitSeconds: undefined,
    extension: undefined,
    at: {
      created: after(0),
      held: after(0),
      staged: after(1),
      submitting: after(1),
      accepted: after(2),
      released: after(3),
      queued: after(4),
      running: undefined,
      ended: undefined,
      settled: undefined,
      ...at,
    },
    jobs: [],
    may: { cancel: true, runAgain: true, showOutput: false, enter: false },
    ...change,
  };
}

/** One task of it. */
export const aTask = (change: Partial<LaunchTaskView> = {}): LaunchTaskView => ({
  arrayIndex: undefined,
  schedulerJobId: '1',
  state: 'queued',
  end: undefined,
  exitCode: undefined,
  reasonCode: undefined,
  startedAt: undefined,
  endedAt: undefined,
  node: undefined,
  ...change,
});
