import { ulid } from 'ulid';
import { launchFiles } from '../../files/launch-files';
import type { SshLink } from '../../ssh/port';
import type { SubmitSpec } from '../port';
import type { ContractCluster } from './contract-cluster';

/** Asks until the answer is not undefined or false. @throws after four minutes with what it waited for */
export async function until<Value>(
  what: string,
  ask: () => Promise<Value | undefined | false>,
): Promise<Value> {
  for (const deadline = Date.now() + 240_000; Date.now() < deadline;) {
    const value = await ask();
    if (value !== undefined && value !== false) return value;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`waited in vain: ${what}`);
}

/** A terminal of 101 × 31 on which the line runs, and what it has said. */
export async function openShellIn(link: SshLink, line: string) {
  const shell = await link.shell({ columns: 101, rows: 31 }, line);
  const parts: Buffer[] = [];
  shell.onData((bytes) => parts.push(bytes));
  const said = () => Buffer.concat(parts).toString();
  return {
    type: (text: string) => shell.write(Buffer.from(text)),
    resize: (columns: number, rows: number) => shell.resize(columns, rows),
    sees: (words: string) => until(`${words} on the screen`, async () => said().includes(words)),
    ended: new Promise<number | null>((done) => shell.onEnd(done)),
  };
}

/** What the contract does with a cluster, again and again. `begun` collects the ids of what it has submitted. */
export function makeHands(clusterNow: () => ContractCluster, begun: string[]) {
  const specOf = (more: Partial<SubmitSpec> = {}): SubmitSpec => ({
    launchId: ulid(),
    partition: clusterNow().partition.name,
    accelerator: undefined,
    gpus: 1,
    cores: 1,
    memoryBytes: undefined,
    walltimeSeconds: 600,
    array: undefined,
    settleSeconds: 1,
    ...more,
  });
  const nameOf = (spec: SubmitSpec) => `modu-${spec.launchId}`;
  const stage = async (spec: SubmitSpec, script: string) => {
    const { scheduler, person } = clusterNow();
    const bytes = (text: string) => Buffer.from(text);
    await launchFiles.stage(person, spec.launchId, [
      { path: 'user.sh', bytes: bytes(`#!/bin/sh\n${script}\n`), mode: 0o700 },
      ...scheduler.stagedFiles(spec).map((file) => ({ ...file, bytes: bytes(file.text) })),
    ]);
  };
  const submit = (spec: SubmitSpec) => clusterNow().scheduler.submit(clusterNow().person, spec);
  const submitted = async (spec: SubmitSpec, script: string) => {
    await stage(spec, script);
    const outcome = await submit(spec);
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    begun.push(outcome.schedulerJobId);
    return outcome.schedulerJobId;
  };
  const release = (id: string) => clusterNow().scheduler.release(clusterNow().person, id);
  const cancel = (id: string) => clusterNow().scheduler.cancel(clusterNow().person, id);
  const found = (spec: SubmitSpec) => clusterNow().scheduler.findByName(clusterNow().person, nameOf(spec));
  const inQueue = async (spec: SubmitSpec) => {
    const { jobs } = await clusterNow().scheduler.readQueue(clusterNow().service);
    return jobs.filter((job) => job.name === nameOf(spec));
  };
  const runsOf = async (spec: SubmitSpec, parentJobId: string) => {
    const asked = [{ parentJobId, submittedAfter: new Date(Date.now() - 86_400_000) }];
    const { runs } = await clusterNow().scheduler.readUsage(clusterNow().service, asked);
    return runs.filter((run) => run.name === nameOf(spec));
  };
  const endOf = (spec: SubmitSpec, id: string, tasks = 1) =>
    until(`the end of ${id}`, async () => {
      const runs = await runsOf(spec, id);
      return runs.length === tasks && runs.every((run) => run.end !== undefined) && runs;
    });
  const running = (spec: SubmitSpec) =>
    until(`${nameOf(spec)} runs`, async () => {
      const [job] = await inQueue(spec);
      return job?.state === 'running' && job.startedAt && job.node !== undefined && job;
    });
  const textOf = async (spec: SubmitSpec, file: string) => {
    const part = await clusterNow().person.files.read(`.modu/${spec.launchId}/${file}`, 0, 65_536);
    return part?.bytes.toString();
  };
  return {
    specOf,
    nameOf,
    stage,
    submit,
    submitted,
    release,
    cancel,
    found,
    inQueue,
    runsOf,
    endOf,
    running,
    textOf,
  };
}
