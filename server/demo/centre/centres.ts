import type { CentreConfigInput } from './config';

const gib = 1024 ** 3;
const hour = 3600;

type Centre = Omit<CentreConfigInput, 'folder' | 'authorizedKeys'>;

/** The two centres of the demo: one with Slurm, one with PBS Pro, with accelerators of another kind and another rate. */
export const demoCentres: Record<'hangang' | 'nuri', Centre> = {
  hangang: {
    name: 'hangang',
    scheduler: 'slurm',
    partitions: [
      {
        name: 'gpu',
        accelerator: 'a100',
        gpuModel: 'A100',
        nodes: 2,
        gpusPerNode: 4,
        coresPerNode: 32,
        memoryBytesPerNode: 128 * gib,
        maxWalltimeSeconds: 8 * hour,
        defaultWalltimeSeconds: 600,
      },
      {
        name: 'debug',
        accelerator: 'a100',
        gpuModel: 'A100',
        nodes: 1,
        gpusPerNode: 2,
        coresPerNode: 16,
        memoryBytesPerNode: 64 * gib,
        maxWalltimeSeconds: hour / 2,
        defaultWalltimeSeconds: 300,
      },
    ],
  },
  nuri: {
    name: 'nuri',
    scheduler: 'pbs',
    partitions: [
      {
        name: 'gpu',
        accelerator: 'mi250',
        gpuModel: 'MI250',
        nodes: 2,
        gpusPerNode: 4,
        coresPerNode: 32,
        memoryBytesPerNode: 128 * gib,
        maxWalltimeSeconds: 12 * hour,
        defaultWalltimeSeconds: 600,
      },
      {
        name: 'debug',
        accelerator: 'mi250',
        gpuModel: 'MI250',
        nodes: 1,
        gpusPerNode: 2,
        coresPerNode: 16,
        memoryBytesPerNode: 64 * gib,
        maxWalltimeSeconds: hour / 2,
        defaultWalltimeSeconds: 300,
      },
    ],
  },
};
