import type { Log } from '../log';

/**
 * One process serves everybody: a promise that nobody waited for is logged, and the portal goes on. An exception that nobody caught
 * leaves things in an unknown state: the portal stops as on Ctrl-C and exits with 1, for whatever keeps it running to start it anew.
 */
export function stopOnFaults(log: Log, stop: () => Promise<void>): void {
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'a promise failed that nobody waited for'),
  );
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an exception that nobody caught; the portal stops');
    void stop().finally(() => process.exit(1));
  });
}
