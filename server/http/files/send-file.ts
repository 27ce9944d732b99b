import type { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { attachment, fileHeaders } from '~/request/file-response.server';
import type { OpenFileView } from '../../file-services';
import { wantedRange } from './wanted-range';

/** A browser that takes nothing for so long is gone, or holds a place for nothing. */
const idleMs = 120_000;

/** Sends a file on, or the part of it that is asked for, as fast as it is taken; closes it. `?download`: never shown in place. */
export async function sendFile(request: Request, response: Response, file: OpenFileView): Promise<void> {
  try {
    const lastModified = file.modifiedAt.toUTCString();
    const wanted = wantedRange(request.headers, { sizeBytes: file.sizeBytes, lastModified });
    response.set({
      ...fileHeaders(file),
      ...('download' in request.query && { 'Content-Disposition': attachment(file.name) }),
      'Accept-Ranges': 'bytes',
      'Last-Modified': lastModified,
    });
    if (wanted === 'none') {
      response.status(416).set('Content-Range', `bytes */${file.sizeBytes}`).end();
      return;
    }
    const { from, to } = wanted ?? { from: 0, to: file.sizeBytes };
    response.status(wanted ? 206 : 200).set('Content-Length', String(to - from));
    if (wanted) response.set('Content-Range', `bytes ${from}-${to - 1}/${file.sizeBytes}`);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await flow(Readable.from(whole(file, from, to), { objectMode: false }), response);
  } finally {
    await file.close();
  }
}

/** Sends a zip while it is made. */
export async function sendZip(
  response: Response,
  zip: { name: string; bytes: NodeJS.ReadableStream },
): Promise<void> {
  response
    .status(200)
    .set({ ...fileHeaders({ name: zip.name, contentType: 'application/zip' }), 'X-Accel-Buffering': 'no' });
  await flow(zip.bytes, response);
}

/** A file that has become shorter than was promised ends the connection: the browser then knows that it has not all of it. */
async function* whole(file: OpenFileView, from: number, to: number): AsyncGenerator<Uint8Array> {
  let left = to - from;
  for await (const part of file.bytes(from, to)) {
    left -= part.byteLength;
    yield part;
  }
  if (left > 0) throw new Error('the file has become shorter');
}

async function flow(bytes: NodeJS.ReadableStream, response: Response): Promise<void> {
  response.setTimeout(idleMs, () => void response.destroy());
  await pipeline(bytes, response);
}
