import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCentres } from '../centres';
import { startCentre, type RunningCentre } from '../start-centre';
import { connectTo, testKey, type TestLogin } from '../testing/ssh-client';
import { until } from '../testing/until';

/* PBS Pro's commands at a centre in a process of its own, over real SSH; the words are those of e2e/transcripts/pbs. */

let folder: string;
let centre: RunningCentre;
let service: TestLogin;
let bora: TestLogin;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modu-nuri-test-'));
  centre = await startCentre(
    { ...demoCentres.nuri, folder, authorizedKeys: [testKey.public] },
    { standalone: false },
  );
  service = await connectTo(centre.port, 'modu-svc');
  await service.run('modu-login add bora; modu-login add duri');
  bora = await connectTo(centre.port, 'bora');
});
afterAll(async () => {
  service.close();
  bora.close();
  await centre.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Submits by stdin; the id. */
async function submit(script: string, options = ''): Promise<string> {
  const ran = await bora.run(`qsub ${options}`, script);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return ran.stdout.trim();
}
type Fields = Record<string, string | number | Record<string, string | number>>;
async function fields(id: string, options = '-x'): Promise<Fields> {
  const { stdout } = await bora.run(`TZ=UTC qstat ${options} -f -F json '${id}'`);
  return (JSON.parse(stdout) as { Jobs: Record<string, Fields> }).Jobs[id] ?? {};
}
const ended = (id: string) =>
  until(`the end of ${id}`, async () => {
    const found = await fields(id);
    return found['job_state'] === 'F' && found;
  });
const running = (id: string) => until(`${id} runs`, async () => (await fields(id))['substate'] === 42);
const said = async (line: string, stdin = '') => {
  const { stdout, stderr, code } = await bora.run(line, stdin);
  return { stdout, stderr, code };
};

describe('a job', () => {
  it('waits held, is released, runs with its GPUs, and is in the history', async () => {
    const id = await submit(
      'while [ ! -e go ]; do sleep 0.1; done\necho "$HIP_VISIBLE_DEVICES|$PBS_JOBID|$PBS_QUEUE|$NCPUS|$DATA|$(cat $PBS_NODEFILE)|$(test -d $TMPDIR && echo yes)|$PWD"\nexit 3\n',
      '-h -N train -q gpu -l select=1:ncpus=4:ngpus=2:mem=2gb -l walltime=00:00:30 -v DATA=x -j oe -o out.log -A 연구팀',
    );
    expect(id).toMatch(/^\d+\.nuri$/);
    expect(await said(`qstat -f -F json ${id} | grep -a -c 연구팀`)).toMatchObject({ stdout: '0\n' });
    expect(await fields(id, '')).toMatchObject({ job_state: 'H', substate: 20, Hold_Types: 'u' });
    expect(await said(`qselect -u bora -N train`)).toEqual({ stdout: `${id}\n`, stderr: '', code: 0 });
    expect(await said(`qrls -h u ${id}; qrls -h u ${id}; touch go`)).toEqual({
      stdout: '',
      stderr: '',
      code: 0,
    });
    const end = await ended(id);
    expect(end).toMatchObject({
      Job_Name: 'train',
      Job_Owner: 'bora@nuri',
      Exit_status: 3,
      substate: 93,
      queue: 'gpu',
      exec_host: 'nuri-gpu1/0*4',
      exec_vnode: '(nuri-gpu1:ncpus=4:ngpus=2:mem=2097152kb)',
      Join_Path: 'oe',
      Stageout_status: 1,
      Resource_List: {
        mem: '2gb',
        ncpus: 4,
        ngpus: 2,
        nodect: 1,
        place: 'free',
        select: '1:ncpus=4:ngpus=2:mem=2gb',
        walltime: '00:00:30',
      },
    });
    expect(end['comment']).toMatch(/^Job run at .* on \(nuri-gpu1:.*\) and failed$/);
    const home = (await said('pwd')).stdout.trim();
    const node = 'nuri-gpu1';
    expect((await said('cat out.log')).stdout).toBe(`0,1|${id}|gpu|4|x|${node}|yes|${home}\n`);
    expect((await said('stat -c %a out.log')).stdout).toBe('600\n');
    expect(await said(`qstat -f -F json ${id}`)).toMatchObject({
      stderr: `qstat: ${id} Job has finished, use -x or -H to obtain historical job information\n`,
      code: 35,
    });
  });

  it('reads its directives, and the command line wins', async () => {
    const id = await submit(
      '#!/bin/sh\n#PBS -N fromscript\n#PBS -l select=1:ncpus=2 -l walltime=60\n\n#PBS -q debug\necho hi\n#PBS -N late\n',
      '-h -l walltime=120',
    );
    expect(await fields(id)).toMatchObject({
      Job_Name: 'fromscript',
      queue: 'debug',
      Resource_List: { select: '1:ncpus=2', walltime: '00:02:00' },
    });
    await said(`qdel ${id}`);
  });

  it('shows its output only after the end, unless -k doe', async () => {
    const spooled = await submit('echo early; sleep 2\n', '-o spooled.log -e spooled.err');
    const direct = await submit('echo early; sleep 2\n', '-k doe -j oe -o direct.log');
    await until('the direct output', async () => (await said('cat direct.log')).stdout === 'early\n');
    expect((await said('cat spooled.log')).code).toBe(1);
    await Promise.all([ended(spooled), ended(direct)]);
    expect((await said('cat spooled.log')).stdout).toBe('early\n');
  });

  it('is a success even where its output cannot be delivered', async () => {
    expect(await ended(await submit('echo x\n', '-j oe -o /no/such/folder/out.log'))).toMatchObject({
      Exit_status: 0,
      Stageout_status: 0,
    });
  });

  it('ends at its walltime with -29 and a line in its output', async () => {
    const id = await submit('sleep 60\n', '-l walltime=1 -j oe -o toolong.log');
    const end = await ended(id);
    expect(end).toMatchObject({ Exit_status: -29, substate: 93 });
    expect(end['comment']).toMatch(/and exceeded resource walltime$/);
    expect((await said('cat toolong.log')).stdout).toMatch(
      /^=>> PBS: job killed: walltime \d+ exceeded limit 1$/m,
    );
  });

  it('is deleted: R until it is gone, then 35', async () => {
    const slow = await submit("trap 'sleep 0.7; exit 9' TERM; sleep 60 & wait\n", '-o d.out -e d.err');
    const id = await submit('sleep 60\n', '-o d.out -e d.err');
    await running(id);
    await running(slow);
    expect(await said(`qdel ${slow}; qdel ${slow}`)).toEqual({ stdout: '', stderr: '', code: 0 });
    expect(await fields(slow, '')).toMatchObject({
      job_state: 'R',
      comment: expect.stringMatching(/ and terminated by bora@nuri$/) as string,
    });
    expect(await ended(slow)).toMatchObject({ Exit_status: 9, substate: 91 });
    await said(`qdel ${id}`);
    const end = await ended(id);
    expect(end).toMatchObject({ Exit_status: 271, substate: 91 });
    expect(end['comment']).toMatch(/and terminated by bora@nuri$/);
    expect(await said(`qdel ${id}`)).toEqual({
      stdout: '',
      stderr: `qdel: Job has finished ${id}\n`,
      code: 35,
    });
    const waiting = await submit('true\n', '-h');
    await said(`qdel ${waiting}`);
    const gone = await ended(waiting);
    expect(gone).toMatchObject({ substate: 91 });
    expect(gone).not.toHaveProperty('Exit_status');
    expect(gone).not.toHaveProperty('stime');
  });

  it('belongs to its owner', async () => {
    const id = await submit('true\n', '-h');
    const duri = await connectTo(centre.port, 'duri');
    expect(await duri.run(`qdel ${id}`)).toMatchObject({
      code: 159,
      stderr: `qdel: Unauthorized Request  ${id}\n`,
    });
    expect(await duri.run(`qrls ${id}`)).toMatchObject({ code: 159 });
    duri.close();
    expect(await said(`qrls -h s ${id}`)).toMatchObject({
      code: 159,
      stderr: `qrls: Unauthorized Request  ${id}\n`,
    });
    await said(`qdel ${id}`);
  });

  it('that fits no node but no limit either waits for ever', async () => {
    const id = await submit('true\n', '-q gpu -l select=1:ngpus=8');
    await until('a word of the scheduler', async () =>
      /^Can Never Run/.test(String((await fields(id))['comment'] ?? '')),
    );
    expect((await said(`qalter -l walltime=00:05:00 ${id}`)).code).toBe(0);
    expect(await fields(id)).toMatchObject({ job_state: 'Q', Resource_List: { walltime: '00:05:00' } });
    await said(`qdel ${id}`);
  });
});

describe('an array', () => {
  it('has an id of its own, tasks with -t, and an exit status that nobody should believe', async () => {
    const id = await submit(
      'echo "$PBS_ARRAY_INDEX of $PBS_JOBID"; exit $PBS_ARRAY_INDEX\n',
      '-h -J 0-4:2%1 -N sweep -j oe',
    );
    expect(id).toMatch(/^\d+\[\]\.nuri$/);
    const number = id.replace(/\[.*/, '');
    expect(await said(`qstat -x ${number}`)).toMatchObject({
      code: 153,
      stderr: `qstat: Unknown Job Id ${number}.nuri\n`,
    });
    expect(await fields(id)).toMatchObject({
      job_state: 'H',
      array: 'True',
      array_indices_submitted: '0-4:2',
    });
    expect((await said('qselect -N sweep')).stdout).toBe(`${id}\n`);
    const listed = (await said(`qstat -t '${id}'`)).stdout.split('\n').slice(2, -1);
    expect(listed.map((line) => line.replace(/ .*/, ''))).toEqual([
      id,
      ...[0, 2, 4].map((index) => `${number}[${index}].nuri`),
    ]);
    await said(`qrls '${id}'`);
    expect(await ended(id)).toMatchObject({ substate: 93, Exit_status: 0, array_indices_remaining: '-' });
    const task = `${number}[2].nuri`;
    expect(await fields(task)).toMatchObject({
      job_state: 'F',
      Exit_status: 2,
      array_id: id,
      array_index: 2,
    });
    expect((await said(`cat 'sweep.o${number}.2'`)).stdout).toBe(`2 of ${task}\n`);
  });

  it('may lose one task, and goes on', async () => {
    const id = await submit('sleep 3\n', '-J 1-2 -j oe -o runs.log');
    const task = id.replace('[]', '[1]');
    await running(task);
    expect((await said(`qdel '${task}'`)).code).toBe(0);
    await until('the task has ended', async () => (await fields(task))['job_state'] === 'X');
    expect(await fields(id, '')).toMatchObject({ job_state: 'B', substate: 70 });
    expect(await ended(id)).toMatchObject({ substate: 91 });
  });
});

describe('refusals', () => {
  it.each([
    ['qsub -q nosuchqueue', 170, 'qsub: Unknown queue'],
    ['qsub -l select=1:ncpus=1:nosuchthing=1', 187, 'qsub: Unknown resource: nosuchthing'],
    ['qsub -l nosuchthing=1', 187, 'qsub: Unknown resource Resource_List.nosuchthing'],
    ['qsub -l select=1:ncpus=abc', 166, 'qsub: Illegal attribute or resource value select.ncpus'],
    [
      'qsub -l walltime=10:00:00:00:00',
      166,
      'qsub: Illegal attribute or resource value Resource_List.walltime',
    ],
    ['qsub -l walltime=-5', 166, 'qsub: Illegal attribute or resource value Resource_List.walltime'],
    ['qsub -q debug -l walltime=10:00:00', 188, 'qsub: Job violates queue and/or server resource limits'],
    ['qsub -q gpu -l ngpus=99', 188, 'qsub: Job violates queue and/or server resource limits'],
    [
      'qsub -l select=1:ncpus=1 -l ncpus=2',
      5,
      'qsub: "-lresource=" cannot be used with "select" or "place", resource is: ncpus',
    ],
    ['qsub -N "has space"', 2, 'qsub: illegal -N value'],
    ['qsub -N 한글이름', 2, 'qsub: illegal -N value'],
    ['qsub -N "$(printf "a%.0s" $(seq 231))"', 2, 'qsub: Job name is too long '],
    ['qsub /no/such/script', 1, 'qsub: script file:: No such file or directory'],
    ['qsub -J 1-1 -N onearray', 2, 'qsub: illegal -J value'],
    ['qsub -J 1-20000 -N hugearray', 3, 'qsub: Array job exceeds server or queue size limit'],
    ['qsub -J 1-2 -r n', 2, 'qsub:  cannot submit non-rerunable Array Job'],
    ['qsub -v UNSET_THING,B=2', 1, 'qsub: cannot send environment with the job'],
    ['qsub -I', 1, 'qsub:\tstandard input and output must be a terminal for'],
    ['qdel 999999', 153, 'qdel: Unknown Job Id 999999'],
    ['qdel not-a-job', 1, 'qdel: illegally formed job identifier: not-a-job'],
    ['qstat -x -f -F json nonsense', 170, 'qstat: Unknown queue destination nonsense'],
    ['qstat -x -f -F json 5.otherserver', 1, 'qstat: illegally formed job identifier: 5.otherserver'],
    ['qstat -x -F json 1', 2, 'qstat: conflicting options.'],
    ['qstat -Q -f -F json nosuchqueue', 170, 'qstat: Unknown queue nosuchqueue'],
  ])('%s', async (line, code, words) => {
    const ran = await said(line, 'true\n');
    expect(ran.stderr.split('\n')[0]).toBe(words);
    expect(ran.code).toBe(code);
  });
});

describe('what can be asked', () => {
  it('nodes and queues', async () => {
    const nodes = JSON.parse((await said('pbsnodes -a -F json')).stdout) as { nodes: Record<string, Fields> };
    expect(nodes.nodes['nuri-gpu1']).toMatchObject({
      state: 'free',
      queue: 'gpu',
      resources_available: { ncpus: 32, ngpus: 4, mem: '128gb' },
    });
    expect((await said('pbsnodes -aSj')).stdout).toMatch(/^nuri-gpu1 +free .* 4\/4 --$/m);
    const queues = JSON.parse((await said('qstat -Q -f -F json')).stdout) as {
      Queue: Record<string, Fields>;
    };
    expect(queues.Queue['debug']).toMatchObject({
      resources_max: { ngpus: 2, walltime: '00:30:00' },
      enabled: 'True',
    });
    expect((await said('qstat -B')).stdout).toMatch(/^nuri +0 +\d+ .* Active +$/m);
    expect((await said('qstat -q')).stdout).toContain('server: nuri');
  });

  it('times in the zone of who asks', async () => {
    const id = await submit('true\n', '-h');
    const utc = (await said(`TZ=UTC qstat -f ${id} | grep ctime`)).stdout;
    const seoul = (await said(`TZ=Asia/Seoul qstat -f ${id} | grep ctime`)).stdout;
    const hour = (text: string) => Number(/ (\d\d):\d\d:\d\d /.exec(text)?.[1]);
    expect((hour(seoul) - hour(utc) + 24) % 24).toBe(9);
    await said(`qdel ${id}`);
  });

  it('tables', async () => {
    const id = await submit('true\n', '-h -N a-name-that-is-too-long');
    expect((await said(`qstat ${id}`)).stdout).toBe(
      'Job id            Name             User              Time Use S Queue\n' +
        '----------------  ---------------- ----------------  -------- - -----\n' +
        `${id.padEnd(17)} a-name-that-is-* bora                     0 H gpu             \n`,
    );
    expect((await said('qstat -u bora')).stdout).toMatch(
      new RegExp(
        `^${id.padEnd(15)} bora     gpu      a-name-th\\*    --    1   1    --  00:10 H   -- $`,
        'm',
      ),
    );
    expect((await said('qstat -u nobody')).stdout).toBe('');
    await said(`qdel ${id}`);
  });
});

describe('faults on demand', () => {
  it('the server is down: each client says so in its own way', async () => {
    await service.run('modu-fault set scheduler-down');
    expect(await said('qsub', 'true\n')).toMatchObject({
      code: 162,
      stderr: 'Connection refused\nqsub: cannot connect to server nuri (errno=15010)\n',
    });
    expect(await said('qdel 1')).toMatchObject({
      code: 162,
      stderr: "Connection refused\nCouldn't connect to cluster: nuri\n",
    });
    const asked = await said('qstat -x -f -F json');
    expect(asked).toMatchObject({ code: 255 });
    expect(asked.stdout).toMatch(
      /^\{\n {4}"timestamp":\d+,\n {4}"pbs_version":"23.06.06",\n {4}"pbs_server":"nuri"\n\}$/,
    );
    await service.run('modu-fault clear');
  });

  it('a submission that timed out was taken all the same', async () => {
    await service.run('modu-fault set submit-timeout-but-accepted 1');
    expect(await said('qsub -h -N ghost', 'true\n')).toMatchObject({ code: 183, stdout: '' });
    const found = (await said('qselect -N ghost')).stdout.trim();
    expect(found).toMatch(/^\d+\.nuri$/);
    await said(`qdel ${found}`);
  });
});
