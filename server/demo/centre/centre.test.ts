import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientChannel, SFTPWrapper } from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCentres } from './centres';
import { startCentre, type RunningCentre } from './start-centre';
import { connectTo, testKey, type TestLogin } from './testing/ssh-client';
import { until } from './testing/until';

/* A centre in a process of its own, over real SSH: what a cluster's people and the portal's bridge do with it. */

let folder: string;
let centre: RunningCentre;
let service: TestLogin;
let bora: TestLogin;

const start = () =>
  startCentre({ ...demoCentres.hangang, folder, authorizedKeys: [testKey.public] }, { standalone: false });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modu-centre-test-'));
  centre = await start();
  await comeIn();
});

async function comeIn(): Promise<void> {
  service = await connectTo(centre.port, 'modu-svc');
  expect(await service.run('modu-login add bora && modu-login add bora')).toMatchObject({
    code: 0,
    stderr: '',
  });
  bora = await connectTo(centre.port, 'bora');
}

afterAll(async () => {
  service.close();
  bora.close();
  await centre.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Submits by stdin; the id. */
async function submit(script: string, options = ''): Promise<string> {
  const ran = await bora.run(`sbatch --parsable ${options}`, `#!/bin/sh\n${script}\n`);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return ran.stdout.trim();
}

const stateOf = async (id: string) => (await bora.run(`squeue -h -t all -j ${id} -o %T`)).stdout.trim();
const ended = (id: string) =>
  until(`the end of ${id}`, async () => {
    const line = (await bora.run(`sacct -X -P -n -j ${id} -o State,ExitCode,End`)).stdout.trim();
    return !line.endsWith('Unknown') && line.replace(/\|[^|]*$/, '');
  });

describe('logins', () => {
  it('are made by the service login only, and have proper names', async () => {
    expect(await bora.run('modu-login add mallory')).toMatchObject({ code: 77 });
    expect(await service.run("modu-login add 'a b'")).toMatchObject({ code: 2 });
    expect(await service.run('modu-login add Root')).toMatchObject({ code: 2 });
    await expect(connectTo(centre.port, 'mallory')).rejects.toThrow(/authentication/);
  });

  it('are not told the environment of the portal, and cannot be another by a name', async () => {
    const seen = (await bora.run('env')).stdout;
    expect(seen).toContain('USER=bora');
    expect(seen).not.toMatch(/npm_|VITEST|MODU_DATA|DATABASE_URL/);
    expect(await bora.run('USER=modu-svc LOGNAME=modu-svc modu-login add eve')).toMatchObject({ code: 77 });
    expect(await bora.run('MODU_CENTRE_TOKEN=x squeue')).toMatchObject({
      code: 1,
      stderr: 'squeue: not allowed\n',
    });
  });

  it('keep their commands in a login shell', async () => {
    expect(await bora.run("bash -lc 'command -v squeue'")).toMatchObject({ code: 0 });
    expect((await bora.run("bash -lc 'echo only this'")).stdout).toBe('only this\n');
  });
});

describe('a job', () => {
  it('is held, released, runs with its GPUs, and is in the accounting', async () => {
    const id = await submit(
      'echo "$CUDA_VISIBLE_DEVICES $SLURM_JOB_ID"; exit 3',
      '--hold -p gpu --gres=gpu:2 -t 0:30 -o held-%j.out',
    );
    expect(await bora.run(`squeue -h --me -o '%A|%T|%r|%b'`)).toMatchObject({
      stdout: `${id}|PENDING|JobHeldUser|gres:gpu:2\n`,
    });
    expect(await bora.run(`scontrol release ${id}`)).toMatchObject({ code: 0 });
    expect(await ended(id)).toBe('FAILED|3:0');
    expect((await bora.run(`cat held-${id}.out`)).stdout).toBe(`0,1 ${id}\n`);
    const fields = (await bora.run(`sacct -X -P -n -j ${id} -o JobName,User,Partition,AllocTRES,NodeList`))
      .stdout;
    expect(fields).toBe(`sbatch|bora|gpu|billing=1,cpu=1,gres/gpu=2,node=1|hangang-gpu1\n`);
  });

  it('ends at its walltime', async () => {
    const id = await submit('sleep 60', '-t 0:01');
    expect(await ended(id)).toBe('TIMEOUT|0:0');
    expect((await bora.run(`cat slurm-${id}.out`)).stdout).toMatch(
      new RegExp(
        `^slurmstepd: error: \\*\\*\\* JOB ${id} ON hangang-gpu1 CANCELLED AT .* DUE TO TIME LIMIT \\*\\*\\*$`,
        'm',
      ),
    );
  });

  it('is cancelled by its owner, not by others', async () => {
    const id = await submit('sleep 60');
    await until('it runs', async () => (await stateOf(id)) === 'RUNNING');
    await service.run('modu-login add duri');
    const duri = await connectTo(centre.port, 'duri');
    expect(await duri.run(`scancel ${id}`)).toMatchObject({ code: 1 });
    duri.close();
    expect(await bora.run(`scancel ${id}`)).toMatchObject({ code: 0, stderr: '' });
    expect(await ended(id)).toMatch(/^CANCELLED by 2000\d\|0:0$/);
  });

  it('that leaves processes behind takes them along', async () => {
    const id = await submit('sleep 4242 & setsid sleep 4243 & exit 0');
    expect(await ended(id)).toBe('COMPLETED|0:0');
    await until('the child is gone', () => !isRunning('sleep 4242'));
  });

  it('over its memory is killed', async () => {
    const id = await submit(`x=$(head -c 80000000 /dev/zero | tr '\\0' x); sleep 600`, '--mem=50M -t 20:00');
    expect(await ended(id)).toMatch(/^OUT_OF_MEMORY\|/);
  });

  it('in an array has its index; at most so many run at once', async () => {
    const id = await submit('echo "$SLURM_ARRAY_TASK_ID of $SLURM_ARRAY_JOB_ID"; sleep 0.3', '-a 0-3,7%2');
    const seen = new Set<string>();
    const lines = await until('all ended', async () => {
      seen.add((await bora.run(`squeue -h -j ${id} -t R -o %i`)).stdout.trim());
      const { stdout } = await bora.run(`sacct -X -P -n -j ${id} -o JobID,State`);
      return !/PENDING|RUNNING/.test(stdout) && stdout.trim().split('\n').sort();
    });
    expect(lines).toEqual([0, 1, 2, 3, 7].map((index) => `${id}_${index}|COMPLETED`));
    expect(Math.max(...[...seen].map((text) => text.split('\n').filter(Boolean).length))).toBeLessThanOrEqual(
      2,
    );
    expect((await bora.run(`cat slurm-${id}_7.out`)).stdout).toBe(`7 of ${id}\n`);
  });

  it('waits when the GPUs are taken, and starts when they are free', async () => {
    const first = await submit('sleep 60', '-p debug --gres=gpu:2');
    const second = await submit('true', '-p debug --gres=gpu:1');
    await until(
      'it waits',
      async () => (await bora.run(`squeue -h -j ${second} -o '%T %R'`)).stdout === 'PENDING (Resources)\n',
    );
    expect((await bora.run('sbatch --test-only -p debug --gres=gpu:1 --wrap true')).stderr).toMatch(
      /^sbatch: Job \d+ to start at 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d using 1 processors on nodes hangang-debug1 in partition debug\n$/,
    );
    await bora.run(`scancel ${first}`);
    expect(await ended(second)).toBe('COMPLETED|0:0');
  });

  it('of a singleton name waits for the earlier one', async () => {
    const first = await submit('until [ -e go ]; do sleep 0.1; done', '-J one -d singleton');
    const second = await submit('true', '-J one -d singleton');
    await until(
      'it waits',
      async () => (await bora.run(`squeue -h -j ${second} -o %r`)).stdout === 'Dependency\n',
    );
    await bora.run('touch go');
    expect(await ended(first)).toBe('COMPLETED|0:0');
    expect(await ended(second)).toBe('COMPLETED|0:0');
  });
});

describe('a step', () => {
  it('runs inside a job, with input and exit code', async () => {
    const id = await submit('sleep 60', '--gres=gpu:1');
    await until('it runs', async () => (await stateOf(id)) === 'RUNNING');
    const step = await bora.run(
      `srun --jobid=${id} --overlap sh -c 'cat; echo $SLURM_JOB_ID; exit 5'`,
      '한글\n',
    );
    expect(step).toMatchObject({ stdout: `한글\n${id}\n`, code: 5 });
    await bora.run(`scancel ${id}`);
  });

  it('alone waits for its turn', async () => {
    expect(
      await bora.run('srun -p debug --gres=gpu:1 sh -c "echo \\$CUDA_VISIBLE_DEVICES; exit 2"'),
    ).toMatchObject({
      stdout: '0\n',
      code: 2,
    });
  });
});

describe('faults', () => {
  it('a submission that says it timed out has made its job', async () => {
    const script = '#!/bin/sh\n# modu-fault: submit-timeout-but-accepted\ntrue\n';
    const ran = await bora.run('sbatch --hold -J lost', script);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('Socket timed out on send/recv operation');
    const id = (await bora.run('squeue -h --me --name=lost -o %A')).stdout.trim();
    expect(id).toMatch(/^\d+$/);
    await bora.run(`scancel ${id}`);
  });

  it('a node fails, a job vanishes', async () => {
    const failing = await submit('# modu-fault: node-fail-after=0.1\nsleep 60', '--no-requeue');
    const vanishing = await submit('# modu-fault: vanish-after=0.1\nsleep 60');
    expect(await ended(failing)).toBe('NODE_FAIL|0:0');
    await until('it vanished', async () => (await bora.run(`sacct -X -P -n -j ${vanishing}`)).stdout === '');
    expect((await bora.run(`squeue -h -t all -j ${vanishing}`)).stdout).toBe('');
  });

  it('of the queue are set by the service login, for all', async () => {
    expect(await bora.run('modu-fault set queue-query-fails')).toMatchObject({ code: 77 });
    await service.run('modu-fault set queue-query-fails');
    expect(await bora.run('squeue')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)\n',
    });
    await service.run('modu-fault clear');
    expect(await bora.run('squeue')).toMatchObject({ code: 0 });
  });
});

describe('the wire', () => {
  it('refuses the eleventh session and takes it when one has ended', async () => {
    const own = await connectTo(centre.port, 'bora');
    const open = () =>
      new Promise<ClientChannel>((done, fail) =>
        own.client.exec('cat', (error, channel) => (error ? fail(error) : done(channel))),
      );
    const channels = await Promise.all(Array.from({ length: 10 }, open));
    await expect(open()).rejects.toMatchObject({ reason: 2 });
    const closed = new Promise((done) => channels[0]?.on('close', done));
    channels[0]?.resume().end();
    await closed;
    // The server counts the session until it has heard the close too.
    await until(
      'there is room',
      async () => (await own.run('echo in').catch(() => undefined))?.stdout === 'in\n',
    );
    own.close();
  });

  it('kills what ran on a connection that is cut', async () => {
    const own = await connectTo(centre.port, 'bora');
    own.client.exec('trap "" HUP TERM; sleep 4244; sleep 4245', () => undefined);
    await until('it runs', () => isRunning('sleep 4244'));
    own.close();
    await until('it is gone', () => !isRunning('sleep 4244') && !isRunning('sleep 4245'));
  });

  it('reports a signal as a signal', async () => {
    expect(await bora.run('kill -TERM $$')).toMatchObject({ code: undefined, signal: 'SIGTERM' });
  });

  it('gives a real terminal: Korean goes both ways, and a new size is seen', async () => {
    const own = await connectTo(centre.port, 'bora');
    const channel = await new Promise<ClientChannel>((done, fail) =>
      own.client.shell({ term: 'xterm-256color', cols: 80, rows: 24 }, (error, opened) =>
        error ? fail(error) : done(opened),
      ),
    );
    let seen = '';
    channel.on('data', (data: Buffer) => (seen += data.toString()));
    await until('the prompt', () => seen.includes('[bora@hangang ~]$'));
    const korean = Buffer.from('echo 안녕하세요 && tty\n');
    channel.write(korean.subarray(0, 7));
    channel.write(korean.subarray(7));
    await until('the echo', () => /[\r\n]안녕하세요\r\n\/dev\//.test(seen));
    channel.setWindow(33, 111, 0, 0);
    channel.write('stty size\n');
    await until('the size', () => seen.includes('33 111'));
    const exit = new Promise((done) => channel.on('exit', done));
    channel.write('exit 4\n');
    expect(await exit).toBe(4);
    own.close();
  });

  it('serves files in the home and nothing outside', async () => {
    const sftp = await new Promise<SFTPWrapper>((done, fail) =>
      bora.client.sftp((error, opened) => (error ? fail(error) : done(opened))),
    );
    const call = <T>(act: (done: (error: unknown, value?: T) => void) => void) =>
      new Promise<T>((done, fail) => act((error, value) => (error ? fail(error) : done(value as T))));
    const home = await call<string>((done) => sftp.realpath('.', done));
    expect(home).toBe(join(folder, 'home', 'bora'));
    await call((done) => sftp.mkdir('many', done));
    await call((done) => sftp.writeFile('many/한글 이름.txt', 'x'.repeat(100_000), done));
    await bora.run('cd many && seq 300 | xargs touch && ln -s /etc/passwd way-out && ln -s / root');
    const names = await call<{ filename: string }[]>((done) => sftp.readdir('many', done));
    expect(names).toHaveLength(303);
    expect(await call((done) => sftp.readFile('many/한글 이름.txt', done))).toHaveLength(100_000);
    for (const path of ['/etc/passwd', 'many/way-out', 'many/root/etc/passwd', '../../logins.json'])
      await expect(call((done) => sftp.readFile(path, done))).rejects.toThrow(/permission|outside/i);
    await expect(call((done) => sftp.rename('many/1', 'many/2', done))).rejects.toThrow();
    await call((done) => sftp.ext_openssh_rename('many/1', 'many/2', done));
    sftp.end();
  });
});

describe('a restart', () => {
  it('keeps accounting, queue and port; what ran is a failed node; no process is left', async () => {
    const running = await submit('sleep 4246', '--no-requeue --gres=gpu:1');
    await until('it runs', async () => (await stateOf(running)) === 'RUNNING');
    const held = await submit('exit 7', '--hold');
    const { port } = centre;
    bora.close();
    service.close();
    process.kill(centre.pid, 'SIGKILL');
    await until('nothing is left', () => !isRunning('sleep 4246'));
    centre = await start();
    expect(centre.port).toBe(port);
    await comeIn();
    expect(await ended(running)).toBe('NODE_FAIL|0:0');
    expect(await stateOf(held)).toBe('PENDING');
    await bora.run(`scontrol release ${held}`);
    expect(await ended(held)).toBe('FAILED|7:0');
    expect(Number(await submit('true'))).toBeGreaterThan(Number(held));
  });

  it('leaves nothing after a stop, also of what ignores the polite signals', async () => {
    const running = await submit('trap "" TERM; sleep 4247; sleep 4248');
    await until('it runs', async () => (await stateOf(running)) === 'RUNNING');
    await bora.run('setsid sleep 4249 >/dev/null 2>&1 </dev/null & true');
    const temporary = (await bora.run('printf %s "$TMPDIR"')).stdout;
    expect(existsSync(temporary)).toBe(true);
    await centre.stop();
    await until('nothing is left', () => !isRunning('sleep 424') && !existsSync(temporary));
    centre = await start();
    await comeIn();
  });
});

/** Whether a process with this command line lives. */
const isRunning = (commandLine: string): boolean =>
  existsSync('/proc/self')
    ? readdirSync('/proc').some((name) => /^\d+$/.test(name) && commandOf(name).startsWith(commandLine))
    : false;

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
