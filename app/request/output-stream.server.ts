import type { OutputView } from '#server/launch-services';

/** Text that a browser does not take piles up here; more than this is cut, and said so. */
const mostBytes = 64 * 1024 * 1024;

const cutNote = '\n\n[cut here: over 64 MiB · 64 MiB가 넘어서 여기까지예요]\n';

/**
 * An output from its beginning, part by part. The first part is read before anything is answered, so that an error becomes an answer.
 * @throws what read throws at first; later ones end the stream as broken
 */
export async function outputStream(
  read: (fromByte: number) => Promise<OutputView | undefined>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let part = await read(0);
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const isOver = !part || part.nextByte <= at;
      if (!part || isOver) return controller.close();
      controller.enqueue(encoder.encode(part.text));
      at = part.nextByte;
      if (at >= mostBytes) controller.enqueue(encoder.encode(cutNote));
      if (at >= part.sizeBytes || at >= mostBytes) return controller.close();
      part = await read(at);
    },
  });
}
