import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import { insertSession } from '#db/queries/people/sessions';
import type { Actor } from '#server/actor';
import { makeAppOrigins } from '#server/contract/app-origins';
import { hashAppToken, newAppToken } from '#server/domain/apps/app-tokens';
import { ask } from '#server/gateway/testing/ask';
import { makeGateway } from '#server/gateway/make-gateway';
import { makeMetrics } from '#server/http/metrics';
import { makeLog } from '#server/log';
import type { RealPortal } from './real-portal';

/** As `composePortal` reads it. */
const portalUrl = 'http://localhost:3999';

/** What a browser does in a notebook that it was let into. */
export interface OpenNotebook {
  status(path: string): Promise<number>;
  /** A Python kernel's id. */
  startKernel(): Promise<string>;
  /** Runs code in the kernel by Jupyter's own messages; what it printed. @throws when it failed, or after 30 s */
  execute(kernelId: string, code: string): Promise<string>;
}

/** The portal's gateway on a free port. */
export interface DoorOfApps {
  /** Asked without any entry. */
  status(launchId: string, path: string): Promise<number>;
  /** Knocks, takes the ticket, and keeps the entry, as a browser does. */
  enter(actor: Actor, launchId: string): Promise<OpenNotebook>;
  close(): Promise<void>;
}

export async function openDoorOfApps(portal: RealPortal): Promise<DoorOfApps> {
  const origins = makeAppOrigins({ url: portalUrl, appsDomain: 'localhost' });
  const gateway = makeGateway({
    door: portal.appDoor,
    origins,
    portalUrl,
    onNews: portal.onNews,
    log: makeLog(process.env['CLUSTER_LOG'] ?? 'silent'),
    metrics: makeMetrics(),
  });
  const server = createServer((asked, answer) => gateway.request(asked, answer));
  server.on('upgrade', (asked, socket, head) => {
    socket.on('error', () => socket.destroy());
    gateway.handle(asked, socket, head);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const hostOf = (launchId: string) => new URL(origins.originOf(launchId)).host;
  return {
    status: async (launchId, path) => (await ask({ port, host: hostOf(launchId), path })).status,
    enter: async (actor, launchId) => {
      const session = await insertSession(portal.db, {
        tokenHash: newAppToken(),
        personId: actor.personId,
        userAgent: 'cluster tests',
        expiresAt: new Date(Date.now() + 3_600_000),
      });
      const as: Actor = { ...actor, via: { kind: 'session', sessionId: session.id } };
      const secret = newAppToken();
      const { ticket } = await portal.services.launches.openApp(as, launchId, hashAppToken(secret));
      const { headers } = await ask({
        port,
        host: hostOf(launchId),
        path: `/.modu/enter?ticket=${ticket}`,
        headers: { cookie: `__Host-modu-knock=${secret}.` },
      });
      const cookie = headers['set-cookie']?.find((one) => one.startsWith('__Host-modu-app='))?.split(';')[0];
      if (cookie === undefined) throw new Error('not let in');
      return notebookBehind({ port, host: hostOf(launchId), origin: origins.originOf(launchId), cookie });
    },
    close: async () => {
      gateway.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

interface Behind {
  port: number;
  host: string;
  origin: string;
  cookie: string;
}

function notebookBehind({ port, host, origin, cookie }: Behind): OpenNotebook {
  const headers = { cookie, origin };
  return {
    status: async (path) => (await ask({ port, host, path, headers: { cookie } })).status,
    startKernel: async () => {
      const { status, body } = await ask({
        port,
        host,
        path: '/api/kernels',
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{"name":"python3"}',
      });
      if (status !== 201) throw new Error(`no kernel: ${status} ${body.toString().slice(0, 300)}`);
      return (JSON.parse(body.toString()) as { id: string }).id;
    },
    execute: (kernelId, code) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/api/kernels/${kernelId}/channels`, {
          headers: { ...headers, host },
        });
        const timer = setTimeout(() => reject(new Error(`no answer to ${code}`)), 30_000);
        const end = (finish: () => void) => {
          clearTimeout(timer);
          socket.terminate();
          finish();
        };
        let printed = '';
        socket.on('error', (error) => end(() => reject(error)));
        socket.on('open', () => socket.send(JSON.stringify(executeRequest(code))));
        socket.on('message', (data: Buffer) => {
          const { msg_type: type, content, parent_header: parent } = JSON.parse(data.toString()) as Message;
          if (parent.msg_id !== executeId) return;
          if (type === 'stream') printed += content.text ?? '';
          if (type === 'error') end(() => reject(new Error(`${content.ename}: ${content.evalue}`)));
          if (type === 'status' && content.execution_state === 'idle') end(() => resolve(printed));
        });
      }),
  };
}

interface Message {
  msg_type: string;
  parent_header: { msg_id?: string };
  content: { text?: string; ename?: string; evalue?: string; execution_state?: string };
}

const executeId = 'modu-1';

/** @see Messaging in Jupyter, protocol 5.3: execute_request */
const executeRequest = (code: string) => ({
  header: {
    msg_id: executeId,
    msg_type: 'execute_request',
    username: '',
    session: 'modu',
    date: '',
    version: '5.3',
  },
  parent_header: {},
  metadata: {},
  content: { code, silent: false, store_history: false, user_expressions: {}, allow_stdin: false },
  channel: 'shell',
  buffers: [],
});
