import { randomBytes } from 'node:crypto';
import type { Attributes, SFTPWrapper, Stats } from 'ssh2';
import { AppError, isAppError } from '#server/contract/app-error';
import type { Connection } from './connection';
import { Deadline, step } from './deadline';
import { openRemoteFile, writeParts } from './open-file';
import type { RemoteFile, RemoteFiles } from './port';
import { chunkBytes, chunksAhead, explain, orUndefined, throughWriting, type Call } from './sftp-calls';

/** One operation, whatever its size; a megabyte a second is slow for any login node. */
const operationMs = 30_000;

/**
 * Files over SFTP. `withConnection` lends a signed-in connection for one operation.
 * @see draft-ietf-secsh-filexfer-02; posix-rename@openssh.com and fsync@openssh.com: OpenSSH, PROTOCOL 4.3, 4.6
 */
export function remoteFiles(
  withConnection: <Value>(
    deadline: Deadline,
    work: (connection: Connection) => Promise<Value>,
  ) => Promise<Value>,
): RemoteFiles {
  const operate = <Value>(work: (sftp: SFTPWrapper, call: Call) => Promise<Value>): Promise<Value> => {
    const deadline = new Deadline(operationMs);
    return withConnection(deadline, (connection) =>
      connection.useWhile(async () => {
        const sftp = await connection.sftp(deadline);
        try {
          return await work(sftp, (begin) =>
            step(connection, deadline, (resolve, reject) => {
              begin((error, value) => (error ? reject(error) : resolve(value as never)));
            }),
          );
        } catch (error) {
          throw explain(error);
        }
      }),
    );
  };

  return {
    list: (path) =>
      operate(async (sftp, call) => {
        const entries = await call<{ filename: string; attrs: Attributes }[]>((done) =>
          sftp.readdir(path, done),
        );
        return entries
          .filter(({ filename }) => filename !== '.' && filename !== '..')
          .map(({ filename, attrs }) => describe(filename, attrs));
      }),
    stat: (path) =>
      operate(async (sftp, call) => {
        const stats = await orUndefined(call<Stats>((done) => sftp.lstat(path, done)));
        return stats && describe(path.slice(path.lastIndexOf('/') + 1), stats);
      }),
    realPath: (path) =>
      operate(async (sftp, call) => {
        // OpenSSH resolves a path whose last part is missing; only what exists has a real path here.
        const real = await orUndefined(call<string>((done) => sftp.realpath(path, done)));
        return real && (await orUndefined(call<Stats>((done) => sftp.stat(real, done)))) ? real : undefined;
      }),
    read: (path, from, maxBytes) => operate((sftp, call) => readPart(sftp, call, path, from, maxBytes)),
    write: (path, bytes, mode = 0o600) => operate((sftp, call) => replace(sftp, call, path, bytes, mode)),
    makeFolder: (path, mode = 0o700) => operate((sftp, call) => makeFolders(sftp, call, path, mode)),
    open: (path) =>
      withConnection(new Deadline(operationMs), (connection) => openRemoteFile(connection, path)),
    create: (path) =>
      operate((sftp, call) =>
        unlessTaken(sftp, call, path, async () => {
          const handle = await call<Buffer>((done) => sftp.open(path, 'wx', done));
          await throughWriting(call<void>((done) => sftp.close(handle, done)));
        }),
      ),
    writeOn: (path, from, parts, isLast) =>
      withConnection(new Deadline(operationMs), (connection) =>
        writeParts(connection, path, from, parts, isLast),
      ),
    makeOneFolder: (path) =>
      operate((sftp, call) =>
        unlessTaken(sftp, call, path, () => call<void>((done) => sftp.mkdir(path, done))),
      ),
    rename: (from, to) =>
      operate((sftp, call) =>
        unlessTaken(sftp, call, to, () => call<void>((done) => sftp.rename(from, to, done))),
      ),
    remove: (path) => operate((sftp, call) => orUndefined(call<void>((done) => sftp.unlink(path, done)))),
  };
}

async function readPart(sftp: SFTPWrapper, call: Call, path: string, from: number, maxBytes: number) {
  const handle = await orUndefined(call<Buffer>((done) => sftp.open(path, 'r', done)));
  if (!handle) return undefined;
  try {
    const { size } = await call<Stats>((done) => sftp.fstat(handle, done));
    const start = Math.min(size, from < 0 ? Math.max(0, size + from) : from);
    const bytes = Buffer.alloc(Math.max(0, Math.min(maxBytes, size - start)));
    const readChunk = async (at: number): Promise<number> => {
      const end = Math.min(at + chunkBytes, bytes.length);
      let got = at;
      while (got < end) {
        const count = await call<number>((done) => {
          sftp.read(handle, bytes, got, end - got, start + got, (error, n) =>
            done(isEndOfFile(error) ? undefined : error, n),
          );
        });
        if (!count) break; // the file has become shorter
        got += count;
      }
      return got;
    };
    let whole = 0;
    for (let at = 0; at < bytes.length; at += chunkBytes * chunksAhead) {
      const starts = Array.from({ length: chunksAhead }, (_, index) => at + index * chunkBytes).filter(
        (a) => a < bytes.length,
      );
      const ends = await Promise.all(starts.map(readChunk));
      for (const [index, end] of ends.entries()) if (whole === starts[index]) whole = end;
      if (whole < Math.min(bytes.length, at + chunkBytes * chunksAhead)) break;
    }
    return { bytes: bytes.subarray(0, whole), sizeBytes: size, from: start };
  } finally {
    await call<void>((done) => sftp.close(handle, done)).catch(() => undefined);
  }
}

async function replace(
  sftp: SFTPWrapper,
  call: Call,
  path: string,
  bytes: Uint8Array,
  mode: number,
): Promise<void> {
  const beside = `${path}.modu-${randomBytes(6).toString('hex')}`;
  try {
    await writeNew(sftp, call, beside, bytes, mode);
    await putInPlace(sftp, call, beside, path);
  } catch (error) {
    await call<void>((done) => sftp.unlink(beside, done)).catch(() => undefined);
    throw error;
  }
}

async function writeNew(sftp: SFTPWrapper, call: Call, path: string, bytes: Uint8Array, mode: number) {
  const handle = await call<Buffer>((done) => sftp.open(path, 'wx', { mode }, done));
  try {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < whole.length; at += chunkBytes) {
      await throughWriting(
        call<void>((done) =>
          sftp.write(handle, whole, at, Math.min(chunkBytes, whole.length - at), at, done),
        ),
      );
    }
    // The umask of the far side may have taken bits away.
    await call<void>((done) => sftp.fchmod(handle, mode, done));
    await extension(call<void>((done) => sftp.ext_openssh_fsync(handle, done)));
  } catch (error) {
    await call<void>((done) => sftp.close(handle, done)).catch(() => undefined);
    throw error;
  }
  // Some file systems tell only now that the quota is used up (close(2), EDQUOT).
  await throughWriting(call<void>((done) => sftp.close(handle, done)));
}

/** SFTP 3 says only "failure" when something is there already: it is looked for when the call has failed. @throws AppError[name-taken] */
async function unlessTaken(sftp: SFTPWrapper, call: Call, path: string, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    if (isAppError(error)) throw error;
    if (await orUndefined(call<Stats>((done) => sftp.lstat(path, done)))) throw new AppError('name-taken');
    throw error;
  }
}

async function putInPlace(sftp: SFTPWrapper, call: Call, beside: string, path: string): Promise<void> {
  const isRenamed = await extension(call<void>((done) => sftp.ext_openssh_rename(beside, path, done)));
  if (isRenamed) return;
  // Servers without posix-rename refuse to rename over a file.
  await orUndefined(call<void>((done) => sftp.unlink(path, done)));
  await call<void>((done) => sftp.rename(beside, path, done));
}

async function makeFolders(sftp: SFTPWrapper, call: Call, path: string, mode: number): Promise<void> {
  const parts = path.split('/');
  for (let count = 1; count <= parts.length; count += 1) {
    const folder = parts.slice(0, count).join('/');
    if (folder === '' || folder === '.') continue;
    const error: unknown = await call<void>((done) => sftp.mkdir(folder, { mode }, done)).then(
      () => undefined,
      (reason: unknown) => reason ?? new Error('mkdir'),
    );
    if (!error) continue;
    if (isAppError(error)) throw error;
    // SFTP 3 has no code for "exists".
    const stats = await orUndefined(call<Stats>((done) => sftp.stat(folder, done)));
    if (!stats?.isDirectory()) throw error;
  }
}

/** false when the server does not know the extension; ssh2 throws then, before anything is sent. */
async function extension(call: Promise<void>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof Error && /does not support this extended request/.test(error.message)) return false;
    throw error;
  }
}

const isEndOfFile = (error: unknown): boolean => (error as { code?: unknown } | undefined)?.code === 1;

function describe(name: string, attrs: Attributes | Stats): RemoteFile {
  const kinds = { 0o100000: 'file', 0o040000: 'folder', 0o120000: 'link' } as const;
  return {
    name,
    kind: kinds[(attrs.mode & 0o170000) as keyof typeof kinds] ?? 'other',
    sizeBytes: attrs.size,
    modifiedAt: new Date(attrs.mtime * 1000),
    mode: attrs.mode & 0o7777,
  };
}
