// Behind a command that goes back and forth (srun): hands its call to the centre and shows the answer. Messages: door/json-call.ts.
import { connect } from 'node:net';

const [name, ...argv] = process.argv.slice(2);
const { MODU_CENTRE_TOKEN: token, MODU_CENTRE_DOOR: door, ...environment } = process.env;
const socket = connect({ host: '127.0.0.1', port: Number(door) || 1, noDelay: true });
const send = (message) => socket.write(JSON.stringify(message) + '\n');
let rest = Buffer.alloc(0);
let isReading = false;
let hasEnded = false;

const giveUp = () => {
  if (hasEnded) return;
  process.stderr.write(`${name}: the centre does not answer\n`);
  process.exit(1);
};
socket.on('error', giveUp);
socket.on('close', giveUp);
socket.on('connect', () =>
  send({
    type: 'call',
    token,
    name,
    argv,
    workFolder: process.cwd(),
    environment,
    isStdinTty: process.stdin.isTTY === true,
    isStdoutTty: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? 0,
    rows: process.stdout.rows ?? 0,
  }),
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => send({ type: 'signal', signal }));
const take = (message) => {
  if (message.type === 'out') process.stdout.write(Buffer.from(message.data, 'base64'));
  else if (message.type === 'err') process.stderr.write(Buffer.from(message.data, 'base64'));
  else if (message.type === 'read' && !isReading) {
    isReading = true;
    if (message.isRaw && process.stdin.isTTY) process.stdin.setRawMode(true);
    process.stdout.on('resize', () =>
      send({ type: 'size', columns: process.stdout.columns, rows: process.stdout.rows }),
    );
    process.stdin.on('data', (data) => send({ type: 'in', data: data.toString('base64') }));
    process.stdin.on('end', () => send({ type: 'eof' }));
  } else if (message.type === 'exit') {
    hasEnded = true;
    process.exitCode = message.code;
    if (process.stdin.isRaw) process.stdin.setRawMode(false);
    process.stdin.destroy();
    socket.destroy();
  }
};
socket.on('data', (bytes) => {
  rest = Buffer.concat([rest, bytes]);
  for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
    take(JSON.parse(rest.subarray(0, end).toString('utf8')));
    rest = rest.subarray(end + 1);
  }
});
