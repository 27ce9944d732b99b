import { AppError } from '#server/contract/app-error';
import { isLaunchId } from '#server/contract/ids';

/**
 * A launch's folder at its cluster, relative to the login's home: `.modu/<ulid>`. What lies in it:
 *
 * | name | who writes it | what |
 * |---|---|---|
 * | `user.sh` | portal | the person's script |
 * | `run.sh` | portal | what the job really runs: fence, user.sh, end record |
 * | `launcher-<scheduler>.sh` | portal | submits at most once; its hash is checked before it runs |
 * | `spec.json` | portal | what was asked, for people and for run.sh (`gpus`) |
 * | `work/` | portal, job | the job's working folder, with the template's input |
 * | `lock`, `intent`, `jobid` | launcher | see `scheduler/launcher.sh` |
 * | `cancelled` | portal | wins over a submit that is under way |
 * | `run.lock` | run.sh | the fence: a link whose text is `job:<id>` |
 * | `output.log`, `output-<index>.log` | run.sh | stdout and stderr of the person's script |
 * | `scheduler.log`, `scheduler-<index>.log` | scheduler | its own words |
 * | `app-secret`, `app.env` | portal | of an app: what the gateway proves itself with, and what was chosen; 0600 |
 * | `app.listens`, `app.sock` | job | of an app: where it listens, and the socket itself where its path is short enough |
 * | `heartbeat`, `heartbeat-<index>` | run.sh | epoch seconds, every minute |
 * | `exit.json`, `exit-<index>.json` | run.sh | the end record |
 *
 * @throws AppError[invalid-input] when the id is no ULID: it becomes part of a path and of a command line.
 */
export function launchFolder(launchId: string): string {
  if (!isLaunchId(launchId)) throw new AppError('invalid-input');
  return `.modu/${launchId}`;
}

/** The name that a launch's job carries at the scheduler. @throws AppError[invalid-input] when the id is no ULID. */
export function jobNameOf(launchId: string): string {
  if (!isLaunchId(launchId)) throw new AppError('invalid-input');
  return `modu-${launchId}`;
}

/** `output.log` → `output-3.log` for task 3 of an array. Never throws. */
export function taskFile(stem: string, extension: string, arrayIndex: number | undefined): string {
  return arrayIndex === undefined ? `${stem}${extension}` : `${stem}-${arrayIndex}${extension}`;
}
