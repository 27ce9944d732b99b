import { Router } from 'express';
import { z } from 'zod';
import { isAppError } from '../contract/app-error';
import { isLaunchId } from '../contract/ids';
import type { OutputNews } from '../contract/output-news';
import type { Services } from '../services';
import { makeStreamDoor, type EventStream, type StreamOptions } from './event-stream';

export interface LiveOptions extends StreamOptions {
  services: Pick<Services, 'live' | 'launches'>;
}

/**
 * `GET /live`: one event a change that concerns the person. `GET /live/output?launch=&task=&from=`: what a job prints, as it comes.
 * Both end with the session.
 */
export function makeLive(options: LiveOptions): { router: Router; closeAll(): void } {
  const router = Router();
  const changes = makeStreamDoor(options);
  const outputs = makeStreamDoor(options);

  router.get('/live', (_request, response) => {
    const stream = changes.open(response);
    if (stream) sendChanges(options, stream);
  });

  router.get('/live/output', (request, response, next) => {
    const asked = outputQuery.safeParse({ ...request.query, ...resumed(request.headers['last-event-id']) });
    if (!asked.success) return next();
    const stream = outputs.open(response);
    if (stream) void sendOutput(options, stream, asked.data);
    return undefined;
  });

  return {
    router,
    closeAll: () => {
      changes.closeAll();
      outputs.closeAll();
    },
  };
}

function sendChanges({ services }: LiveOptions, stream: EventStream): void {
  const unsubscribe = services.live.subscribe(stream.actor, (event) => {
    // The end of the stream's own session is the door's to tell; another's is nothing to this page.
    if (event.kind !== 'session-ended') stream.send(event);
  });
  stream.onClose(unsubscribe);
}

const outputQuery = z.object({
  launch: z.string().refine(isLaunchId),
  task: z.coerce.number().int().min(0).max(9_999).optional(),
  from: z.coerce.number().int().min(0).optional(),
});

/** A browser that joins again after a cut goes on where it was. */
const resumed = (lastId: unknown) =>
  typeof lastId === 'string' && /^\d{1,15}$/.test(lastId) ? { from: lastId } : {};

async function sendOutput(
  { services }: LiveOptions,
  stream: EventStream,
  { launch, task, from }: z.output<typeof outputQuery>,
): Promise<void> {
  let isClosed = false;
  let stop: (() => void) | undefined;
  stream.onClose(() => {
    isClosed = true;
    stop?.();
  });
  const send = (news: OutputNews) => {
    stream.send(news, news.kind === 'lines' ? String(news.nextByte) : undefined);
    if (news.kind === 'end') stream.end();
  };
  const at = {
    ...(task !== undefined && { arrayIndex: task }),
    ...(from !== undefined && { fromByte: from }),
  };
  try {
    stop = await services.launches.watchOutput(stream.actor, launch, at, send);
    if (isClosed) stop();
  } catch (error) {
    // Another's launch, or none: as if nothing were ever written.
    send({ kind: 'away', code: isAppError(error) ? error.code : 'internal' });
    send({ kind: 'end' });
  }
}
