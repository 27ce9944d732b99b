import { parseArgs } from 'node:util';
import { findCluster, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { listRevocations, revokeLogin, unrevokeLogin } from '#db/queries/signer/revocations';
import {
  insertSigningKey,
  listSigningKeys,
  useNewestSigningKey,
  type SigningKeyKind,
  type SigningKeyRow,
} from '#db/queries/signer/signing-keys';
import { noteOperation } from '../domain/operate/operate-cluster';
import { atTheMachine } from './at-the-machine';
import { withSigner } from './cluster-tools';
import { CliError, type CliTools, type Command } from './command';

const kinds: readonly SigningKeyKind[] = ['authority', 'key'];
const files: Record<SigningKeyKind, string> = { authority: 'TrustedUserCAKeys', key: 'authorized_keys' };

export const signerNew: Command = {
  usage: 'signer new <cluster> authority|key',
  about:
    'make an authority (for TrustedUserCAKeys) or a key (for authorized_keys); it is not used until "signer use"',
  async run([name, kind, ...rest], tools) {
    const { cluster, one } = await ask(tools, name, kind, rest);
    const key = await withSigner(tools, (signer) => signer.makeKey());
    await tools.db.transaction().execute(async (trx) => {
      await insertSigningKey(trx, { clusterId: cluster.id, kind: one, ...key });
      await noteOperation(trx, atTheMachine, cluster, 'cluster.signing-key-made', { kind: one });
    });
    tools.print(key.publicLine);
  },
};

export const signerUse: Command = {
  usage: 'signer use <cluster> authority|key',
  about:
    'sign in with certificates of the newest authority, or with the newest key; those before it are revoked',
  async run([name, kind, ...rest], tools) {
    const { cluster, one } = await ask(tools, name, kind, rest);
    const known = await listSigningKeys(tools.db, cluster.id);
    if (one === 'authority' && !known.some((key) => key.kind === one))
      throw new CliError(`${cluster.name} has no authority yet: modu signer new ${cluster.name} authority`);
    await tools.db.transaction().execute(async (trx) => {
      await useNewestSigningKey(trx, cluster.id, one);
      await trx
        .updateTable('clusters')
        .set({ sign_in: one === 'authority' ? 'certificate' : 'key' })
        .where('id', '=', cluster.id)
        .execute();
      await noteOperation(trx, atTheMachine, cluster, 'cluster.signing-key-used', { kind: one });
    });
  },
};

export const signerShow: Command = {
  usage: 'signer show <cluster>',
  about:
    'its keys and authorities, what is revoked (the lines are for sshd’s RevokedKeys), and the last signatures',
  async run([name, ...rest], tools) {
    const cluster = await clusterOf(tools, name, rest);
    tools.print(`signs in with\t${cluster.signIn}`);
    for (const key of await listSigningKeys(tools.db, cluster.id))
      tools.print([stateOf(key), files[key.kind], key.publicLine].join('\t'));
    for (const { login, reason } of await listRevocations(tools.db, cluster.id))
      tools.print(['revoked', login ?? 'every login', reason].join('\t'));
    const signatures = await tools.db
      .selectFrom('ssh_signatures')
      .select(['at', 'login', 'profile', 'outcome', 'reason', 'serial'])
      .where('cluster', '=', cluster.name)
      .orderBy('id', 'desc')
      .limit(20)
      .execute();
    for (const { at, login, profile, outcome, reason, serial } of signatures)
      tools.print([at.toISOString(), outcome, login, profile, reason ?? serial ?? ''].join('\t'));
  },
};

export const signerRevoke: Command = {
  usage: 'signer revoke <cluster> [--login <name>] [--reason <words>] [--undo]',
  about:
    'sign nothing more for a login, or for a whole cluster; connections that are open end within the hour',
  async run(args, tools) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        login: { type: 'string' },
        reason: { type: 'string', default: '' },
        undo: { type: 'boolean', default: false },
      },
    });
    const [name, ...rest] = positionals;
    const cluster = await clusterOf(tools, name, rest);
    const { login, reason, undo } = values;
    await tools.db.transaction().execute(async (trx) => {
      if (undo) await unrevokeLogin(trx, cluster.id, login);
      else await revokeLogin(trx, cluster.id, login, reason);
      const detail = { login: login ?? '*', reason };
      await noteOperation(trx, atTheMachine, cluster, undo ? 'cluster.unrevoked' : 'cluster.revoked', detail);
    });
  },
};

const stateOf = ({ activeFrom, revokedAt }: SigningKeyRow): string =>
  revokedAt ? 'revoked' : activeFrom ? 'in use' : 'new';

async function ask(
  tools: CliTools,
  name: string | undefined,
  kind: string | undefined,
  rest: readonly string[],
): Promise<{ cluster: ClusterRow; one: SigningKeyKind }> {
  const one = kinds.find((candidate) => candidate === kind);
  if (one === undefined)
    throw new CliError('Say which and what: modu signer new|use <cluster> authority|key');
  return { cluster: await clusterOf(tools, name, rest), one };
}

async function clusterOf(
  { db }: CliTools,
  name: string | undefined,
  rest: readonly string[],
): Promise<ClusterRow> {
  if (name === undefined || rest.length > 0) throw new CliError('Say which cluster, by its short name.');
  const cluster = await findCluster(db, name);
  if (!cluster) throw new CliError('There is no such cluster.');
  return cluster;
}
