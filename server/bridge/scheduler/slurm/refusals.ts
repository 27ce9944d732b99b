import type { RefusalTable } from '../launcher-outcome';

/**
 * What sbatch prints when the controller itself has said no. Words about the connection ("Unable to contact", "Socket timed out") are
 * not here: after those the job may be there. @see slurm_errno.c, Slurm 24.05
 */
export const slurmRefusals: RefusalTable = [
  [/invalid partition specified|Invalid partition name specified/i, 'partition'],
  [
    /User's group not permitted to use this partition|partition is (down|inactive|drained)|Required partition not available/i,
    'partition',
  ],
  [/QOS\w*(Limit|PerUser|PerAccount|Minutes)|Assoc\w*Limit|Job violates accounting\/QOS policy/i, 'limit'],
  [/(Access denied to requested|Requested) reservation( is invalid)?|Requested reservation/i, 'allocation'],
  [/Requested time limit is invalid/i, 'walltime'],
  [/Invalid account or account\/partition combination|Invalid qos specification/i, 'allocation'],
  [
    /Requested node configuration is not available|Memory specification can not be satisfied|CPU count per node can not be satisfied|More processors requested than permitted|Invalid generic resource/i,
    'resources',
  ],
  [
    /Invalid job array specification|Batch script is empty|Pathname of a file|Access\/permission denied/i,
    'other',
  ],
];
