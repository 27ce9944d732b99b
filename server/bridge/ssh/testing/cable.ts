import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A cable between the portal and a server. */
export interface Cable {
  port: number;
  /** From now on nothing passes in either direction, and nobody is told: a pulled plug, a firewall that forgot. */
  swallow(): void;
  /** Cuts after so many more bytes from the server, with a reset. */
  resetAfter(bytes: number): void;
  /** Cuts once after so many more bytes to the server, with a reset; then it holds again. */
  resetOnceAfterSent(bytes: number): void;
  connections(): number;
  close(): Promise<void>;
}

/** Lays a cable to a port of this machine. */
export function layCable(to: number): Promise<Cable> {
  const sockets = new Set<Socket>();
  let isSwallowing = false;
  let count = 0;
  let bytesLeft = Number.POSITIVE_INFINITY;
  let sentLeft = Number.POSITIVE_INFINITY;
  const listener = createServer((near) => {
    count += 1;
    const far = connect({ host: '127.0.0.1', port: to });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (bytes: Buffer) => {
        if (isSwallowing) return;
        if (socket === far) bytesLeft -= bytes.length;
        else sentLeft -= bytes.length;
        if (sentLeft <= 0) {
          sentLeft = Number.POSITIVE_INFINITY;
          near.resetAndDestroy();
        } else if (bytesLeft <= 0) near.resetAndDestroy();
        else other.write(bytes);
      });
      socket.on('close', () => {
        sockets.delete(socket);
        if (!isSwallowing) other.destroy();
      });
    }
  });
  return new Promise((done) =>
    listener.listen(0, '127.0.0.1', () =>
      done({
        port: (listener.address() as AddressInfo).port,
        swallow: () => void (isSwallowing = true),
        resetAfter: (bytes) => void (bytesLeft = bytes),
        resetOnceAfterSent: (bytes) => void (sentLeft = bytes),
        connections: () => count,
        close: () =>
          new Promise((closed) => {
            sockets.forEach((socket) => socket.destroy());
            listener.close(() => closed());
          }),
      }),
    ),
  );
}
