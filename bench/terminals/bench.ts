import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { until } from '#server/demo/centre/testing/until';
import { KeptScreen } from '#server/domain/terminals/kept-screen';
import { openTestSockets, type TestSockets } from '#server/sockets/testing/open-test-sockets';
import { TestTerminal } from '#server/sockets/testing/test-terminal';

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

async function terminals(
  sockets: TestSockets,
  cookie: string,
  count: number,
  line: string,
  draws: boolean,
): Promise<TestTerminal[]> {
  const opened: TestTerminal[] = [];
  for (let index = 0; index < count; index++) {
    const terminal = TestTerminal.open({
      port: sockets.port,
      draws,
      headers: { cookie, origin: sockets.origin },
    });
    await terminal.ready();
    terminal.type(line);
    opened.push(terminal);
  }
  return opened;
}

await keptScreens();
const sockets = await openTestSockets({ perPerson: 200 });
const { cookie } = await sockets.enter('bench@x.kr');
const [warm] = await terminals(sockets, cookie, 1, 'ls\r', true);
await pause(4000);
const atFirst = await inUse();
const idle = await terminals(sockets, cookie, 60, 'seq 200; ls -l /usr/bin | head -50\r', true);
await until('all have printed', () => idle.every((terminal) => terminal.received > 3000), 60_000);
idle.forEach((terminal) => terminal.cut());
idle.length = 0;
await pause(5000);
print('an idle terminal that nobody looks at', ((await inUse()) - atFirst) / 60, '50 KiB');
warm?.end();

const rss = () => process.memoryUsage().rss;
const beforeFlood = rss();
const deaf = await terminals(sockets, cookie, 50, 'yes 0123456789012345678901234567890123456789\r', false);
deaf.forEach((terminal) => terminal.socket.pause());
let most = 0;
for (let second = 0; second < 20; second++) {
  await pause(1000);
  most = Math.max(most, rss() - beforeFlood);
}
print('a terminal whose client never reads, at most in 20 s', most / 50, '4096 KiB');
await sockets.close();
