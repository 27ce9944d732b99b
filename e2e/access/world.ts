import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../fixtures/api-client';
import { become, postForm, signIn, signUp } from '../fixtures/enter';
import { story } from '../fixtures/portal';
import { connectApp } from '../fixtures/second-factor';
import { send } from '../fixtures/send';
import { askers, type Asker } from './askers';
import type { Things } from './page-rows';

export interface World {
  /** Empty for nobody. */
  cookies: Record<Asker, string>;
  tokens: Record<Asker, string>;
  things: Things;
  /** Words that stand in the owner's things, and who else may read them. */
  canaries: { word: string; readers: readonly Asker[] }[];
}

/** Addresses of the askers of one world; those at `x.kr` join by mail, as people of no class and no centre. */
const emailsOf = (run: string): Record<Exclude<Asker, 'nobody'>, string> => ({
  owner: `access-owner-${run}@x.kr`,
  student: `access-student-${run}@x.kr`,
  ownTeacher: `access-own-teacher-${run}@x.kr`,
  otherTeacher: `access-teacher-${run}@x.kr`,
  reviewer: 'reviewer@demo.modu',
  operator: 'operator@demo.modu',
  otherOperator: `access-operator-${run}@x.kr`,
  administrator: 'admin@demo.modu',
});

/** Everybody of the table signed in, and an owner with a launch that runs, a request and a token. */
export async function makeWorld(): Promise<World> {
  const { url } = story;
  // New people at every call: who has a second factor already is not let in by a mail alone.
  const emails = emailsOf(`${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`);
  const administrator = await become(url, emails.administrator);
  const cookies: Record<Asker, string> = {
    nobody: '',
    owner: await signUp(url, emails.owner),
    student: await signUp(url, emails.student),
    ownTeacher: await makeOne(emails.ownTeacher, 'teacher', administrator),
    otherTeacher: await makeOne(emails.otherTeacher, 'teacher', administrator),
    reviewer: await become(url, emails.reviewer),
    operator: await become(url, emails.operator),
    otherOperator: await makeOne(emails.otherOperator, 'operator', administrator),
    administrator,
  };
  const tokens = { nobody: '' } as Record<Asker, string>;
  for (const asker of askers)
    if (asker !== 'nobody') tokens[asker] = await makeToken(cookies[asker], 'access');
  const { things, canaries } = await makeThings(cookies.owner, tokens.owner);
  Object.assign(things, await makeClass(cookies.ownTeacher, cookies.owner));
  Object.assign(things, await makeResearch(cookies, emails));
  things.purchase = await makePurchase(cookies.ownTeacher, things.class);
  return { cookies, tokens, things, canaries };
}

/** A token made on the settings page, which shows it once. */
export async function makeToken(cookie: string, name: string): Promise<string> {
  const { text } = await postForm(story.url, '/settings', { intent: 'make-token', name, days: '1' }, cookie);
  const token = /modu_[\w-]{43}/.exec(text)?.[0];
  if (token === undefined) throw new Error(`no token was made: ${text.slice(0, 300)}`);
  return token;
}

const personIdOf = async (token: string): Promise<string> =>
  (await new ApiClient(story.url, token).call<{ id: string }>('GET', '/me')).body.id;

/** Joins, is given a role by the administrator (which ends the first session), signs in again, and sets the second factor up that the role needs. */
async function makeOne(email: string, role: string, administrator: string): Promise<string> {
  const first = await signUp(story.url, email, { isTeacher: role === 'teacher' });
  const personId = await personIdOf(await makeToken(first, 'first'));
  const given = await postForm(
    story.url,
    '/admin/people',
    { intent: 'set-roles', personId, 'roles[]': role },
    administrator,
  );
  if (given.status !== 200) throw new Error(`the role was not given: ${given.status}`);
  return (await connectApp(story.url, await signIn(story.url, email))).cookie;
}

/** A class of the teacher's, which the owner has joined by its link. */
async function makeClass(teacher: string, owner: string): Promise<Pick<Things, 'class' | 'code'>> {
  const asked = {
    name: '2-7 로봇',
    schoolName: '새솔고등학교',
    size: '20',
    startsOn: day(0),
    endsOn: day(60),
  };
  const made = await postForm(story.url, '/classes/new', { ...asked, joining: 'automatic' }, teacher);
  const page = made.headers.location ?? `none: ${made.status} ${made.text.slice(0, 300)}`;
  const { text } = await postForm(story.url, page, { intent: 'make-code' }, teacher);
  const code = /\/join\/([\w-]+)/.exec(text)?.[1] ?? '';
  const joined = await postForm(story.url, `/join/${code}`, {}, owner);
  if (joined.headers.location !== page) throw new Error(`the class was not joined: ${joined.status}`);
  // On their page they stand in a table; nobody holds the paper.
  await postForm(story.url, `${page}/cards/print`, { intent: 'make', count: '2' }, teacher);
  return { class: page.split('/').at(-1) ?? '', code };
}

/**
 * A programme that one reviewer of the owner's is chosen for by the administrator, and a request that waits for the teacher as adviser.
 * The owner's own teacher would be in conflict; the demo's reviewer is at no school.
 */
async function makeResearch(
  cookies: World['cookies'],
  emails: ReturnType<typeof emailsOf>,
): Promise<Pick<Things, 'programme' | 'reviewed' | 'advised'>> {
  const programme = `access-${Date.now().toString(36)}`;
  const terms = {
    ...{ titleKo: '접근', titleEn: 'Access', reviewsNeeded: '2', firstPercent: '100', counting: 'median' },
    ...{ grantFrom: '4', partFrom: '3', isRolling: 'yes', 'adviserLevels[]': 'undergraduate' },
  };
  const page = `/admin/programmes/${programme}`;
  const { administrator, owner, ownTeacher } = cookies;
  const make = { ...terms, name: programme, cap: '100' };
  const made = await postForm(story.url, '/admin/programmes/new', make, administrator);
  if (made.status !== 302) throw new Error(`no programme: ${made.status} ${made.text.slice(0, 300)}`);
  const ask = async (title: string): Promise<string> => {
    const asked = { programme, adviserEmail: emails.ownTeacher, title, purpose: title };
    const form = { ...asked, hours: '1', startsOn: day(1), endsOn: day(9) };
    const sent = await postForm(story.url, '/requests/new', form, owner);
    const id = sent.headers.location?.split('/').at(-1);
    if (id === undefined) throw new Error(`no request: ${sent.status} ${sent.text.slice(0, 300)}`);
    return id;
  };
  const [reviewed, advised] = [await ask('reviewed'), await ask('advised')];
  await postForm(story.url, `/advise/${reviewed}`, { intent: 'confirm' }, ownTeacher);
  const { text } = await send(`${story.url}/review/${reviewed}`, { headers: { cookie: administrator } });
  const personId = /<option value="([0-9a-f-]{36})">정민서/.exec(text)?.[1] ?? '';
  const assign = { intent: 'assign', personId };
  const assigned = await postForm(story.url, `/review/${reviewed}`, assign, administrator);
  if (assigned.status !== 200) throw new Error(`nobody reviews: ${page} ${assigned.status}`);
  return { programme, reviewed, advised };
}

/** The teacher has begun to buy hours for the class, and has not paid. */
async function makePurchase(teacher: string, classId: string): Promise<string> {
  const begun = await postForm(story.url, '/payments/new', { classId, pack: '10', message: '' }, teacher);
  const { text } = await send(`${story.url}/payments`, { headers: { cookie: teacher } });
  const id = /\/payments\/([0-9a-f-]{36})/.exec(text)?.[1];
  if (id === undefined) throw new Error(`no purchase: ${begun.status} ${begun.text.slice(0, 300)}`);
  return id;
}

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Waits until a launch has printed a word. @throws Error after a minute. */
async function untilPrinted(client: ApiClient, launchId: string, word: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const { body } = await client.call<string>('GET', `/launches/${launchId}/output`);
    if (String(body).includes(word)) return;
    await pause(200);
  }
  throw new Error(`the launch has not printed ${word} in a minute`);
}

async function makeThings(cookie: string, token: string): Promise<Pick<World, 'things' | 'canaries'>> {
  const { url } = story;
  const client = new ApiClient(url, token);
  const word = (what: string) => `canary-${what}-${Math.random().toString(36).slice(2, 10)}`;
  const [name, script, title, purpose, tokenName] = [
    word('name'),
    word('script'),
    word('title'),
    word('purpose'),
    word('token'),
  ] as const;
  const launch = await client.launch({
    cluster: 'hangang',
    name,
    script: `#!/bin/sh\necho ${script} > made.txt\necho ${script}\nexec sleep 600\n`,
    gpus: 1,
    walltimeSeconds: 900,
  });
  await untilPrinted(client, launch.id, script);
  const asked = { title, purpose, hours: '1', startsOn: day(1), endsOn: day(9) };
  const request = (await postForm(url, '/requests/new', asked, cookie)).headers.location?.split('/').at(-1);
  await makeToken(cookie, tokenName);
  // What is asked for with the page's own data: ids that the pages show to the owner only.
  const settings = (await send(`${url}/settings`, { headers: { cookie } })).text;
  const tokenId = new RegExp(`${tokenName}[\\s\\S]*?name="id"[^>]*value="([0-9a-f-]{36})"`).exec(
    settings,
  )?.[1];
  const allocations = await client.call<{ items: { id: string }[] }>('GET', '/allocations');
  const things: { [What in keyof Things]?: string | undefined } = {
    launch: launch.id,
    request,
    allocation: allocations.body.items[0]?.id,
    token: tokenId,
    person: await personIdOf(token),
  };
  for (const [what, id] of Object.entries(things))
    if (id === undefined) throw new Error(`the owner's ${what} was not made`);
  return {
    things: things as Things,
    canaries: [
      { word: name, readers: ['owner'] },
      { word: script, readers: ['owner'] },
      { word: tokenName, readers: ['owner'] },
      { word: title, readers: ['owner', 'reviewer', 'administrator'] },
      { word: purpose, readers: ['owner', 'reviewer', 'administrator'] },
    ],
  };
}

/** Fills `{launch}` and the like in. @throws Error for a name that is no thing. */
export function fill(text: string, things: Things): string {
  return text.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const id = things[name as keyof Things];
    if (id === undefined) throw new Error(`{${name}} is no thing of the owner`);
    return id;
  });
}
