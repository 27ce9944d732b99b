import { inject } from 'vitest';
import { describeSchedulerContract } from '#server/bridge/scheduler/port.contract';
import { slurm as scheduler } from '#server/bridge/scheduler/slurm/slurm-scheduler';
import type { ContractCluster } from '#server/bridge/scheduler/testing/contract-cluster';
import { openSshPool } from '#server/bridge/ssh/open-ssh-pool';
import { quoteWords } from '#server/bridge/ssh/quote-words';
import { asRoot, daemon } from './real-slurm';

/* The suite that the demo centres pass in `npm test`, on the real thing. */

const slurm = inject('realSlurm');

async function openRealCluster(): Promise<ContractCluster> {
  const pool = openSshPool({ keyOf: () => Promise.resolve({ privateKey: slurm.privateKey }) });
  const [login] = slurm.people;
  const link = (name: string) =>
    pool.link({
      cluster: 'contract',
      host: slurm.host,
      port: slurm.port,
      hostKeys: [slurm.hostKey, slurm.nextHostKey],
      login: name,
    });
  const person = link(login);
  const away = async (part: 'slurmctld' | 'slurmdbd') => {
    await daemon(slurm, 'stop', part);
    return () => daemon(slurm, 'start', part);
  };
  return {
    scheduler,
    service: link(slurm.serviceLogin),
    person,
    login,
    partition: { name: 'gpu', totalGpus: 12 },
    // Slurm counts limits in minutes. @see sbatch(1), --time
    shortestWalltimeSeconds: 60,
    refusedGpus: undefined,
    refusedWalltimeSeconds: 30 * 86_400,
    submitByHand: async (name) => {
      const words = ['sbatch', '--parsable', '--hold', `--job-name=${name}`, '--wrap=true'];
      const { exitCode, stdout, stderr } = await person.run({ line: quoteWords(words) });
      if (exitCode !== 0) throw new Error(stderr);
      return stdout.toString().trim();
    },
    mishaps: {
      nodeFails: {
        script: 'sleep 600',
        // A node of its own: what else runs there would fail with it.
        spec: { partition: 'debug' },
        whenRunning: async (node) => {
          await asRoot(slurm, 'scontrol', 'update', `nodename=${node}`, 'state=down', 'reason=tried');
          // It may have come back by itself. @see slurm.conf(5), ReturnToService
          await asRoot(slurm, 'scontrol', 'update', `nodename=${node}`, 'state=resume').catch(() => '');
        },
      },
      // Only a Slurm with cgroups says OUT_OF_MEMORY, and nothing vanishes from its accounting.
    },
    faults: { stopScheduler: () => away('slurmctld'), stopAccounting: () => away('slurmdbd') },
    close: () => pool.close(),
  };
}

describeSchedulerContract('a real Slurm', openRealCluster);
