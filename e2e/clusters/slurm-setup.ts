import type { TestProject } from 'vitest/node';
import { bringUpSlurm, type RealSlurm } from './real-slurm';

declare module 'vitest' {
  export interface ProvidedContext {
    realSlurm: RealSlurm;
  }
}

/** One real cluster for the whole run; down again without a trace, also when a test has failed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { slurm, down } = await bringUpSlurm();
  project.provide('realSlurm', slurm);
  return down;
}
