import type { BarPiece } from '../ui/bar';

interface Hours {
  grantedMilliGpuSeconds: number;
  heldMilliGpuSeconds: number;
  freeMilliGpuSeconds: number;
}

/** The fuel gauge: what is left solid and on the left, then what is held; what was used is the empty rest. */
export function hoursPieces(hours: Hours): BarPiece[] {
  const whole = Math.max(1, hours.grantedMilliGpuSeconds);
  const left = hours.freeMilliGpuSeconds / whole;
  const held = hours.heldMilliGpuSeconds / whole;
  return [
    { fill: 'left', from: 0, to: left },
    { fill: 'held', from: left, to: left + held },
    { fill: 'used', from: left + held, to: 1 },
  ];
}

/** The sum over several allocations. */
export function sumHours<View extends Hours & { usedMilliGpuSeconds: number }>(views: readonly View[]) {
  const total = (part: (view: View) => number) => views.reduce((sum, view) => sum + part(view), 0);
  return {
    grantedMilliGpuSeconds: total((view) => view.grantedMilliGpuSeconds),
    heldMilliGpuSeconds: total((view) => view.heldMilliGpuSeconds),
    usedMilliGpuSeconds: total((view) => view.usedMilliGpuSeconds),
    freeMilliGpuSeconds: total((view) => view.freeMilliGpuSeconds),
  };
}
