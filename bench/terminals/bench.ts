import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openContractCluster } from '#server/demo/centre/testing/open-contract-cluster';
import { until } from '#server/demo/centre/testing/until';
import { DrawingDesk } from '#server/domain/terminals/drawing-desk';
import { KeptScreen } from '#server/domain/terminals/kept-screen';
import { Terminal } from '#server/domain/terminals/terminal';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use, on the heap and beside it, once what is not needed has gone. */
async function inUse(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect();
    await pause(50);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
const print = (what: string, bytes: number, limit: string) =>
  console.log(`${what}: ${kib(bytes)} (limit ${limit})`);

const page = Array.from(
  { length: 240 },
  (_, index) =>
    `\x1b[01;34m폴더-${index}\x1b[0m  -rw-r--r-- 1 m1 m1 ${index * 7919} Nov 24 모델-${index}.ckpt\r\n`,
).join('');

async function keptScreens(): Promise<void> {
  const first = new KeptScreen({ columns: 120, rows: 40 });
  await first.replay({ columns: 120, rows: 40 });
  const before = await inUse();
  const screens: KeptScreen[] = [];
  for (let index = 0; index < 200; index++) {
    const screen = new KeptScreen({ columns: 120, rows: 40 });
    screen.add(new TextEncoder().encode(page));
    await screen.fold();
    screen.add(new TextEncoder().encode('\x1b[32mm1@hangang\x1b[0m:~$ '));
    screens.push(screen);
  }
  print('a kept screen, 120 × 40 with 200 lines back', ((await inUse()) - before) / screens.length, '50 KiB');
}

const size = { columns: 120, rows: 40 };
const cluster = await openContractCluster('hangang');
const desk = new DrawingDesk();

interface Opened {
  terminal: Terminal;
  leave(): void;
  pause(): void;
  /** Bytes so far. */
  printed(): number;
}

/** A terminal that runs a command. */
async function open(line: string): Promise<Opened> {
  const shell = await cluster.person.shell(size);
  const terminal = new Terminal('bench', { cluster: 'hangang', login: 'bora' }, { shell }, size, desk);
  let printed = 0;
  const viewer = {
    onData: (bytes: Uint8Array) => void (printed += bytes.length),
    onShown: () => undefined,
    onTaken: () => undefined,
    onEnd: () => undefined,
  };
  const attachment = await terminal.attach(viewer, size);
  attachment.write(new TextEncoder().encode(`${line}\r`));
  return { terminal, leave: attachment.leave, pause: attachment.pause, printed: () => printed };
}

async function idleTerminals(): Promise<void> {
  const warm = await open('ls');
  await pause(4000);
  const before = await inUse();
  const opened: Opened[] = [];
  for (let index = 0; index < 40; index++) opened.push(await open('seq 200; ls -l /usr/bin | head -50'));
  await until('all have printed', () => opened.every((one) => one.printed() > 3000), 60_000);
  opened.forEach((one) => one.leave());
  await pause(6000);
  print(
    'an idle terminal that nobody looks at, with its SSH channel',
    ((await inUse()) - before) / 40,
    '50 KiB',
  );
  [warm, ...opened].forEach((one) => one.terminal.end('left'));
  await pause(1000);
}

async function deafClients(): Promise<void> {
  const before = process.memoryUsage().rss;
  const opened: Opened[] = [];
  for (let index = 0; index < 50; index++) {
    const one = await open('cat /dev/urandom | base64');
    one.pause();
    opened.push(one);
  }
  let most = 0;
  for (let second = 0; second < 15; second++) {
    await pause(1000);
    most = Math.max(most, process.memoryUsage().rss - before);
  }
  print('a terminal whose client never reads, at most in 15 s of a flood', most / 50, '4096 KiB');
  opened.forEach((one) => one.terminal.end('left'));
}

await keptScreens();
await idleTerminals();
await deafClients();
await cluster.close();
