import type { LiveNews } from '../live/live-hub';
import type { AppDoor, AppPass } from '../domain/apps/app-door';

/** How long an answer about a browser's entry is believed without asking again; what ends it is announced at once. */
const believedMs = 5_000;
/** Kept answers; the oldest go first. */
const keptPasses = 5_000;

/** Something open that can be cut. */
export interface Destroyable {
  destroy(): void;
}

export interface Passes {
  /** The pass of a browser at a launch's origin; undefined: it may not come in. One question for those who ask together. */
  find(launchId: string, token: string | undefined): Promise<AppPass | undefined>;
  /** Ends `connection` when the pass counts no more; the returned function forgets it. */
  hold(pass: AppPass, connection: Destroyable): () => void;
  /** How many connections of an app are held. */
  held(launchId: string): number;
  /** What was announced: asks again about whatever it may have ended. */
  hear(news: LiveNews): void;
  /** Asks again about everything that is open. Never throws. */
  recheck(): Promise<void>;
  /** Ends everything that is open. */
  endAll(): void;
}

interface Kept {
  pass: Promise<AppPass | undefined>;
  launchId: string;
  untilMs: number;
}

/** Who may come in, kept for moments, and what is open because of it. Opens nothing. */
export function makePasses(door: AppDoor, onTrouble: (error: unknown) => void): Passes {
  const kept = new Map<string, Kept>();
  const open = new Map<Destroyable, AppPass>();

  const recheckThose = async (those: [Destroyable, AppPass][]) => {
    if (those.length === 0) return;
    const live = await door.stillAdmitted([...new Set(those.map(([, pass]) => pass.entryHash))]);
    for (const [connection, pass] of those) if (!live.has(pass.entryHash)) connection.destroy();
  };
  const recheckWhere = (isMeant: (pass: AppPass) => boolean) =>
    recheckThose([...open].filter(([, pass]) => isMeant(pass))).catch(onTrouble);

  const find = (launchId: string, token: string): Promise<AppPass | undefined> => {
    const key = `${launchId} ${token}`;
    const known = kept.get(key);
    if (known && known.untilMs > Date.now()) return known.pass;
    const pass = door.admit(launchId, token);
    kept.delete(key);
    kept.set(key, { pass, launchId, untilMs: Date.now() + believedMs });
    if (kept.size > keptPasses) kept.delete(kept.keys().next().value as string);
    // A failed question is no answer: the next one asks again.
    pass.catch(() => kept.delete(key));
    return pass;
  };

  return {
    find: async (launchId, token) => (token === undefined ? undefined : find(launchId, token)),
    hold: (pass, connection) => {
      open.set(connection, pass);
      return () => void open.delete(connection);
    },
    held: (launchId) => [...open.values()].filter((pass) => pass.launchId === launchId).length,
    hear: (news) => {
      if (news.kind === 'launch') {
        for (const [key, { launchId }] of kept) if (launchId === news.launchId) kept.delete(key);
        void recheckWhere((pass) => pass.launchId === news.launchId);
      } else if (news.kind === 'session-ended') {
        kept.clear();
        void recheckWhere((pass) => pass.sessionId === news.sessionId);
      } else if (news.kind === 'missed') {
        kept.clear();
        void recheckWhere(() => true);
      }
    },
    recheck: () => recheckWhere(() => true),
    endAll: () => {
      for (const connection of open.keys()) connection.destroy();
    },
  };
}
