/**
 * Calls `stop` on the first SIGINT or SIGTERM and ends the process when it is done, or after `limitMs` all the same. A second signal
 * ends it at once. npm and the terminal may both deliver one press of Ctrl-C, so what follows within 300 ms counts as the same.
 */
export function stopOnSignals(stop: () => Promise<void>, limitMs: number): void {
  let firstAt: number | undefined;
  const onSignal = () => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > 300) process.exit(130);
      return;
    }
    firstAt = performance.now();
    const limit = setTimeout(() => process.exit(1), limitMs);
    limit.unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
}
