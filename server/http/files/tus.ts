import type { Request, Response } from 'express';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { FileServices } from '../../file-services';

const version = '1.0.0';
/** A browser that sends nothing for so long is cut; what arrived stays, and it goes on from there. */
const idleMs = 60_000;

/**
 * Uploads that go on after a cut. POST begins a file (`Upload-Metadata`: `filename`, `folder`), HEAD tells how much has arrived, PATCH adds,
 * DELETE gives it up. @see tus resumable upload protocol 1.0.0: core, creation, termination
 */
export async function answerUpload(
  files: FileServices,
  actor: Actor,
  request: Request,
  response: Response,
): Promise<void> {
  response.set({ 'Tus-Resumable': version, 'Cache-Control': 'no-store' });
  if (request.method === 'OPTIONS') {
    const abilities = { 'Tus-Version': version, 'Tus-Extension': 'creation,termination' };
    response
      .status(204)
      .set({ ...abilities, 'Tus-Max-Size': String(limits.uploadBytes) })
      .end();
    return;
  }
  if (request.get('tus-resumable') !== version) {
    response.status(412).set('Tus-Version', version).end();
    return;
  }
  const { cluster = '', uploadId } = request.params;
  const answer = uploadId === undefined ? collection[request.method] : one[request.method];
  if (!answer) throw new AppError('method-not-allowed');
  await answer({ files, actor, request, response, cluster, id: uploadId ?? '' });
}

interface Asked {
  files: FileServices;
  actor: Actor;
  request: Request;
  response: Response;
  cluster: string;
  id: string;
}

type Answers = Record<string, (asked: Asked) => Promise<void>>;

const collection: Answers = {
  POST: async ({ files, actor, request, response, cluster }) => {
    const metadata = readMetadata(request.get('upload-metadata') ?? '');
    const { id } = await files.beginUpload(actor, cluster, {
      folder: metadata.get('folder') ?? '',
      name: metadata.get('filename') ?? '',
      sizeBytes: readCount(request, 'upload-length'),
    });
    response
      .status(201)
      .set('Location', `/files/${encodeURIComponent(cluster)}/uploads/${id}`)
      .end();
  },
};

const one: Answers = {
  HEAD: async ({ files, actor, response, cluster, id }) => {
    const { offsetBytes, sizeBytes } = await files.uploadState(actor, cluster, id);
    response
      .status(200)
      .set({ 'Upload-Offset': String(offsetBytes), 'Upload-Length': String(sizeBytes) })
      .end();
  },
  PATCH: async ({ files, actor, request, response, cluster, id }) => {
    if (!request.is('application/offset+octet-stream')) {
      response.status(415).end();
      return;
    }
    if (Number(request.headers['content-length'] ?? 0) > limits.uploadPartBytes) {
      response.set('Connection', 'close');
      throw new AppError('too-large', { details: { limitBytes: limits.uploadPartBytes } });
    }
    request.setTimeout(idleMs, () => void request.destroy());
    const from = readCount(request, 'upload-offset');
    try {
      const { offsetBytes } = await files.takeUpload(actor, cluster, id, from, request);
      response.status(204).set('Upload-Offset', String(offsetBytes)).end();
    } catch (error) {
      // The rest of the body is not read: the connection ends with the answer.
      if (!response.headersSent) response.set('Connection', 'close');
      throw error;
    }
  },
  DELETE: async ({ files, actor, response, cluster, id }) => {
    await files.dropUpload(actor, cluster, id);
    response.status(204).end();
  },
};

function readCount(request: Request, header: string): number {
  const text = request.get(header) ?? '';
  if (!/^\d{1,15}$/.test(text)) throw new AppError('invalid-input');
  return Number(text);
}

/** `key base64,key base64`; what is no UTF-8 keeps its bytes from being a name. @see tus 1.0.0, Creation, Upload-Metadata */
function readMetadata(header: string): Map<string, string> {
  return new Map(
    header
      .split(',')
      .map((pair) => pair.trim().split(' '))
      .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  );
}
