import type { SFTPWrapper, Stats } from 'ssh2';
import { isAppError } from '#server/contract/app-error';
import type { Connection } from './connection';
import { Deadline, step } from './deadline';
import type { OpenRemoteFile } from './port';
import { chunkBytes, chunksAhead, explain, orUndefined, throughWriting, type Call } from './sftp-calls';

/** Of one answer: a whole file may take as long as it takes, a login node that says nothing for so long is gone. */
const answerMs = 30_000;
/** As much as OpenSSH takes in one request; ssh2 splits it for servers that take less. @see OpenSSH PROTOCOL 4.8 */
const writeBytes = 256 * 1024;

interface Holding {
  sftp: SFTPWrapper;
  call: Call;
  /** Once; further calls do nothing. */
  letGo(): void;
}

/** Holds the connection's file channel for longer than one operation. */
async function hold(connection: Connection): Promise<Holding> {
  const letGo = connection.hold();
  try {
    const sftp = await connection.sftp(new Deadline(answerMs));
    const call: Call = async (begin) => {
      try {
        return await step(connection, new Deadline(answerMs), (resolve, reject) => {
          begin((error, value) => (error ? reject(error) : resolve(value as never)));
        });
      } catch (error) {
        if (isAppError(error) && error.code === 'deadline-passed') connection.retire();
        throw error;
      }
    };
    return { sftp, call, letGo };
  } catch (error) {
    letGo();
    throw error;
  }
}

/** Opens a plain file for reading piece by piece. @throws as `RemoteFiles.open` */
export async function openRemoteFile(
  connection: Connection,
  path: string,
): Promise<OpenRemoteFile | undefined> {
  const { sftp, call, letGo } = await hold(connection);
  let handle: Buffer | undefined;
  const close = async () => {
    const open = handle;
    handle = undefined;
    if (open) await call<void>((done) => sftp.close(open, done)).catch(() => undefined);
    letGo();
  };
  try {
    // Looked at before it is opened: opening a pipe waits at the far side for who writes into it.
    const before = await orUndefined(call<Stats>((done) => sftp.stat(path, done)));
    if (!before?.isFile()) return await close().then(() => undefined);
    handle = await orUndefined(call<Buffer>((done) => sftp.open(path, 'r', done)));
    const open = handle;
    if (!open) return await close().then(() => undefined);
    const stats = await call<Stats>((done) => sftp.fstat(open, done));
    return {
      sizeBytes: stats.size,
      modifiedAt: new Date(stats.mtime * 1000),
      bytes: (from, to) => readOn(sftp, call, open, from, to),
      close,
    };
  } catch (error) {
    await close();
    throw explain(error);
  }
}

async function* readOn(
  sftp: SFTPWrapper,
  call: Call,
  handle: Buffer,
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  const read = async (at: number, length: number): Promise<Buffer> => {
    const bytes = Buffer.alloc(length);
    let got = 0;
    while (got < length) {
      const count = await call<number>((done) => {
        sftp.read(handle, bytes, got, length - got, at + got, (error, n) =>
          done((error as { code?: unknown } | undefined)?.code === 1 ? undefined : error, n),
        );
      });
      if (!count) break;
      got += count;
    }
    return bytes.subarray(0, got);
  };
  const ahead: { length: number; read: Promise<Buffer> }[] = [];
  let next = from;
  for (;;) {
    while (ahead.length < chunksAhead && next < to) {
      const length = Math.min(chunkBytes, to - next);
      const one = { length, read: read(next, length) };
      // Whoever stops taking leaves these behind.
      one.read.catch(() => undefined);
      ahead.push(one);
      next += length;
    }
    const first = ahead.shift();
    if (!first) return;
    let bytes: Buffer;
    try {
      bytes = await first.read;
    } catch (error) {
      throw explain(error);
    }
    if (bytes.length > 0) yield bytes;
    if (bytes.length < first.length) return;
  }
}

/** Writes pieces one after the other. @throws as `RemoteFiles.writeOn` */
export async function writeParts(
  connection: Connection,
  path: string,
  from: number,
  parts: AsyncIterable<Uint8Array>,
  isLast: () => boolean,
): Promise<void> {
  const { sftp, call, letGo } = await hold(connection);
  try {
    const handle = await call<Buffer>((done) => sftp.open(path, 'r+', done));
    try {
      let at = from;
      for await (const bytes of gather(parts)) {
        await throughWriting(call<void>((done) => sftp.write(handle, bytes, 0, bytes.length, at, done)));
        at += bytes.length;
      }
      if (isLast()) await sync(sftp, call, handle);
    } catch (error) {
      await call<void>((done) => sftp.close(handle, done)).catch(() => undefined);
      throw error;
    }
    await throughWriting(call<void>((done) => sftp.close(handle, done)));
  } catch (error) {
    throw explain(error);
  } finally {
    letGo();
  }
}

async function sync(sftp: SFTPWrapper, call: Call, handle: Buffer): Promise<void> {
  try {
    await throughWriting(call<void>((done) => sftp.ext_openssh_fsync(handle, done)));
  } catch (error) {
    if (!(error instanceof Error && /does not support this extended request/.test(error.message)))
      throw error;
  }
}

/** Small pieces become pieces worth a round trip; what came before a cut is given on before the cut is told. */
async function* gather(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let cut: { error: unknown } | undefined;
  try {
    for await (const part of parts) {
      waiting.push(part);
      size += part.byteLength;
      if (size < writeBytes) continue;
      yield Buffer.concat(waiting);
      waiting = [];
      size = 0;
    }
  } catch (error) {
    cut = { error };
  }
  if (size > 0) yield Buffer.concat(waiting);
  if (cut) throw cut.error;
}
