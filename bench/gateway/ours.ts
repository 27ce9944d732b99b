import { createServer } from 'node:http';
import { createServer as createNetServer, type AddressInfo } from 'node:net';
import { makeAppOrigins } from '../../server/contract/app-origins';
import { openSshPool } from '../../server/bridge/ssh/open-ssh-pool';
import type { AppPass } from '../../server/domain/apps/app-door';
import { manifestSchema } from '../../server/domain/apps/manifest';
import { makeGateway } from '../../server/gateway/make-gateway';
import { makeMetrics } from '../../server/http/metrics';
import { silentLog } from '../../server/log';

/** The gateway, or (argv[2] raw) nothing but bytes through the same SSH: the limit of what any program in Node can reach. */
export interface OursOptions {
  port: number;
  hostKey: string;
  login: string;
  privateKey: string;
  path: string;
  launchId: string;
}

process.once('message', (given: OursOptions) => {
  const pool = openSshPool({ keyOf: async () => ({ privateKey: given.privateKey }) });
  const link = pool.link({
    cluster: 'bench',
    host: '127.0.0.1',
    port: given.port,
    hostKeys: [given.hostKey],
    login: given.login,
  });
  const dial = () => link.dial({ kind: 'socket', path: given.path });
  const server = process.argv[2] === 'raw' ? rawPipe(dial) : gateway(given, dial);
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});

function rawPipe(dial: AppPass['dial']) {
  return createNetServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    void dial().then((tunnel) => {
      if (!tunnel) return void socket.destroy();
      tunnel.on('error', () => socket.destroy()).once('close', () => socket.destroy());
      socket.once('close', () => tunnel.destroy());
      socket.pipe(tunnel).pipe(socket);
    });
  });
}

/** Who comes in is known already: what is measured is the way of the bytes. */
function gateway({ launchId }: OursOptions, dial: AppPass['dial']) {
  const manifest = manifestSchema.parse({
    title: { ko: 'x', en: 'x' },
    about: { ko: 'x', en: 'x' },
    icon: 'globe',
    order: 1,
    draft: { gpus: 0, cores: 1, walltimeSeconds: 60 },
    ready: { path: '/', statuses: [200] },
    secret: { header: 'Authorization', prefix: 'token ' },
  });
  const pass: AppPass = {
    entryHash: 'x',
    launchId,
    personId: 'x',
    sessionId: 'x',
    manifest,
    secret: 'x',
    dial,
  };
  const made = makeGateway({
    door: {
      enter: async () => undefined,
      admit: async () => pass,
      stillAdmitted: async () => new Set(['x']),
    },
    origins: makeAppOrigins({ url: 'http://localhost', appsDomain: 'localhost' }),
    portalUrl: 'http://localhost',
    onNews: () => undefined,
    log: silentLog(),
    metrics: makeMetrics(),
  });
  const server = createServer(made.request);
  server.on('upgrade', made.handle);
  return server;
}
