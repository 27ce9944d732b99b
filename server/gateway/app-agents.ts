import { Agent, type AgentOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../contract/app-error';
import type { AppPass } from '../domain/apps/app-door';

/** Connections to one app that are kept for the next request, and that it may have at most. */
const keptFree = 8;
const atOnce = 64;

/** Kept connections of an app that nobody asked anything of for so long are let go, so that the link to its cluster may rest. */
const idleMs = 60_000;

/** An HTTP agent whose connections are tunnels to one app. */
class AppAgent extends Agent {
  lastUsedAt = Date.now();
  pass: AppPass;

  constructor(pass: AppPass) {
    super({ keepAlive: true, maxSockets: atOnce, maxFreeSockets: keptFree, scheduling: 'lifo' });
    this.pass = pass;
  }

  // @see Node 20, agent.createConnection(options[, callback]): the callback is asked when nothing is returned.
  override createConnection(
    _options: AgentOptions,
    done?: (error: Error | null, socket: Duplex) => void,
  ): never {
    this.pass.dial().then(
      (socket) =>
        socket ? done?.(null, socket) : done?.(new AppError('app-unreachable'), undefined as never),
      (error: unknown) => done?.(error as Error, undefined as never),
    );
    return undefined as never;
  }
}

export interface AppAgents {
  /** The agent of a pass's app; dials by the newest pass. */
  of(pass: AppPass): Agent;
  /** Cuts every connection to an app. Harmless when there is none. */
  end(launchId: string): void;
  /** Lets go what has been idle; to be called now and then. */
  sweep(): void;
  close(): void;
}

/** One agent for each app that is in use, whoever of its visitors asks. Opens nothing by itself. */
export function makeAppAgents(): AppAgents {
  const agents = new Map<string, AppAgent>();
  const end = (launchId: string) => {
    agents.get(launchId)?.destroy();
    agents.delete(launchId);
  };
  return {
    of: (pass) => {
      let agent = agents.get(pass.launchId);
      if (!agent) agents.set(pass.launchId, (agent = new AppAgent(pass)));
      agent.pass = pass;
      agent.lastUsedAt = Date.now();
      return agent;
    },
    end,
    sweep: () => {
      for (const [launchId, agent] of agents) {
        const isBusy = Object.keys(agent.requests).length > 0 || Object.keys(agent.sockets).length > 0;
        if (!isBusy && Date.now() - agent.lastUsedAt > idleMs) end(launchId);
      }
    },
    close: () => {
      for (const launchId of [...agents.keys()]) end(launchId);
    },
  };
}
