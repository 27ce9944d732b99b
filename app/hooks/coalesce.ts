/**
 * Calls `run` at once, then at most every `gapMs`: calls in between become one at the end of the gap. `cancel` drops what waits.
 * Never throws by itself.
 */
export function coalesce(run: () => void, gapMs: number): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastAtMs = -Infinity;
  const now = () => {
    timer = undefined;
    lastAtMs = performance.now();
    run();
  };
  return {
    call: () => {
      if (timer !== undefined) return;
      const waitMs = lastAtMs + gapMs - performance.now();
      if (waitMs <= 0) now();
      else timer = setTimeout(now, waitMs);
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
