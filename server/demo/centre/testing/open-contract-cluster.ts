import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pbs } from '../../../bridge/scheduler/pbs/pbs-scheduler';
import type { ContractCluster } from '../../../bridge/scheduler/testing/contract-cluster';
import { slurm } from '../../../bridge/scheduler/slurm/slurm-scheduler';
import { openSshPool } from '../../../bridge/ssh/open-ssh-pool';
import { quoteWords } from '../../../bridge/ssh/quote-words';
import { demoCentres } from '../centres';
import { startCentre } from '../start-centre';
import { testKey } from './ssh-client';

const handCommands = {
  slurm: (name: string) => ['sbatch', '--parsable', '--hold', `--job-name=${name}`, '--wrap=true'],
  pbs: (name: string) => ['qsub', '-h', '-N', name, '--', '/bin/true'],
} as const;

/** A demo centre of its own, as the contract of the scheduler port wants it. */
export async function openContractCluster(name: keyof typeof demoCentres): Promise<ContractCluster> {
  const folder = await mkdtemp(join(tmpdir(), `modu-${name}-contract-`));
  const centre = await startCentre(
    { ...demoCentres[name], folder, authorizedKeys: [testKey.public] },
    { standalone: false },
  );
  const pool = openSshPool({ keyOf: () => Promise.resolve({ privateKey: testKey.private }) });
  const link = (login: string) =>
    pool.link({ cluster: name, host: '127.0.0.1', port: centre.port, hostKeys: [centre.hostKey], login });
  const [service, person] = [link('modu-svc'), link('bora')];
  const say = async (line: string) => {
    const ran = await service.run({ line });
    if (ran.exitCode !== 0) throw new Error(`${line}: ${ran.stderr}`);
  };
  await say('modu-login add bora');
  const set = async (fault: string) => {
    await say(`modu-fault set ${fault}`);
    return () => say(`modu-fault clear ${fault.split(' ')[0]}`);
  };
  const { scheduler } = demoCentres[name];
  return {
    scheduler: { slurm, pbs }[scheduler],
    service,
    person,
    login: 'bora',
    partition: { name: 'gpu', totalGpus: 8 },
    shortestWalltimeSeconds: 1,
    refusedGpus: 99,
    refusedWalltimeSeconds: 30 * 86_400,
    submitByHand: async (jobName) => {
      const { exitCode, stdout, stderr } = await person.run({
        line: quoteWords(handCommands[scheduler](jobName)),
      });
      if (exitCode !== 0) throw new Error(stderr);
      return stdout.toString().trim();
    },
    mishaps: {
      nodeFails: { script: '# modu-fault: node-fail-after=0.3\nsleep 600' },
      runsOutOfMemory: { script: '# modu-fault: out-of-memory-after=0.3\nsleep 600' },
      vanishes: { script: '# modu-fault: vanish-after=0.3\nsleep 600' },
    },
    faults: {
      loseNextAnswer: async () => void (await set('submit-timeout-but-accepted 1')),
      doubleNextSubmission: async () => void (await set('duplicate-submit 1')),
      refuseNextSubmission: async () => void (await set('reject-qos 1')),
      stopScheduler: () => set('scheduler-down'),
      stopAccounting: () => set('accounting-fails'),
      emptyQueue: () => set('queue-query-empty'),
    },
    close: async () => {
      await pool.close();
      await centre.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
