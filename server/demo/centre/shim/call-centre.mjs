// One small program behind every command name in the centre's bin folder: hands its call to the centre and shows the answer.
import { connect } from 'node:net';

const [name, ...argv] = process.argv.slice(2);
const socket = connect(process.env.MODU_CENTRE_SOCKET ?? '');
const send = (message) => socket.write(JSON.stringify(message) + '\n');
const { MODU_CENTRE_TOKEN: token, ...environment } = process.env;
let rest = '';
let isReading = false;

socket.on('error', () => {
  process.stderr.write(`${name}: the centre does not answer\n`);
  process.exit(1);
});
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
  }),
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => send({ type: 'signal', signal }));
socket.setEncoding('utf8');
socket.on('data', (text) => {
  rest += text;
  for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
    const message = JSON.parse(rest.slice(0, end));
    rest = rest.slice(end + 1);
    if (message.type === 'out') process.stdout.write(Buffer.from(message.data, 'base64'));
    else if (message.type === 'err') process.stderr.write(Buffer.from(message.data, 'base64'));
    else if (message.type === 'read' && !isReading) {
      isReading = true;
      process.stdin.on('data', (data) => send({ type: 'in', data: data.toString('base64') }));
      process.stdin.on('end', () => send({ type: 'eof' }));
    } else if (message.type === 'exit') {
      process.exitCode = message.code;
      process.stdin.destroy();
      socket.destroy();
    }
  }
});
socket.on('close', () => process.exit());
