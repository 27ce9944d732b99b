import { readFile } from 'node:fs/promises';
import { ApiClient } from '../e2e/fixtures/api-client';
import { become } from '../e2e/fixtures/enter';
import { send } from '../e2e/fixtures/send';

/** What the pictures show. */
export interface Scene {
  /** A training that has ended, with its picture. */
  launchId: string;
  classId: string;
}

/** Lets demo people do what a portal in use looks like: a training done, others running and waiting, a class at work. */
export async function makeScene(url: string, modu: (...words: string[]) => Promise<string>): Promise<Scene> {
  const as = async (name: string) =>
    new ApiClient(url, await modu('token', 'create', '--person', `${name}@demo.modu`));
  const script = await readFile('server/templates/first-training/user.sh', 'utf8');
  const training = {
    kind: 'batch',
    template: 'first-training',
    script,
    gpus: 1,
    cores: 1,
    walltimeSeconds: 600,
  };
  const student = await as('student');
  const trained = await student.launch({ ...training, cluster: 'hangang', name: 'First training' });
  const wrong = await student.launch({
    ...training,
    template: undefined,
    script: '#!/bin/sh\npython3 trian.py\n',
    cluster: 'nuri',
    name: 'Leaves, take 2',
  });
  await Promise.all([student.waitFor(trained.id, ['settled']), student.waitFor(wrong.id, ['settled'])]);
  const sleeping = { kind: 'batch', script: '#!/bin/sh\nsleep 900\n', cores: 1 };
  const goesOn: [name: string, draft: Record<string, unknown>][] = [
    ['student', { cluster: 'hangang', name: 'Leaves, take 3', gpus: 2, walltimeSeconds: 3600 }],
    ['pupil', { cluster: 'hangang', name: '로봇 팔', gpus: 1, walltimeSeconds: 1800 }],
    ['pupil2', { cluster: 'nuri', name: '붓꽃', gpus: 1, walltimeSeconds: 1200 }],
    ['pupil3', { cluster: 'hangang', partition: 'debug', name: '사진', gpus: 2, walltimeSeconds: 1200 }],
    ['pupil4', { cluster: 'hangang', partition: 'debug', name: '날씨', gpus: 2, walltimeSeconds: 1200 }],
  ];
  for (const [name, draft] of goesOn) {
    const client = await as(name);
    const { id } = await client.launch({ ...sleeping, ...draft });
    await client.waitFor(id, name === 'pupil4' ? ['queued'] : ['running']);
  }
  const cookie = await become(url, 'teacher@demo.modu');
  const { text } = await send(`${url}/classes`, { headers: { cookie } });
  const classId = /\/classes\/([0-9a-f-]{36})/.exec(text)?.[1];
  if (classId === undefined) throw new Error('the demo teacher has no class');
  return { launchId: trained.id, classId };
}
