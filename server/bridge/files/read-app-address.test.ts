import { expect, test } from 'vitest';
import { readAppAddress } from './read-app-address';

const id = '01JD0000000000000000000000';

test.each([
  [`socket /home/m1/.modu/${id}/app.sock\n`, { kind: 'socket', path: `/home/m1/.modu/${id}/app.sock` }],
  ['socket /tmp/modu.Ab3dEf12/app.sock\n', { kind: 'socket', path: '/tmp/modu.Ab3dEf12/app.sock' }],
  ['tcp 20001\n', { kind: 'tcp', port: 20_001 }],
])('%j is believed', (text, address) => {
  expect(readAppAddress(text, id)).toEqual(address);
});

test.each([
  '',
  'socket\n',
  `socket /home/m1/.modu/${id}/app.sock`,
  `socket /home/m1/.modu/${id}/app.sock\nsocket /x\n`,
  'socket /home/m1/.modu/01JD0000000000000000000001/app.sock\n',
  'socket /run/munge/munge.socket.2\n',
  'socket /var/run/docker.sock\n',
  `socket home/.modu/${id}/app.sock\n`,
  `socket /home/m1/../m2/.modu/${id}/app.sock\n`,
  `socket //home/.modu/${id}/app.sock\n`,
  `socket /${'x'.repeat(100)}/.modu/${id}/app.sock\n`,
  `socket /home/m\0/.modu/${id}/app.sock\n`,
  'tcp 22\n',
  'tcp 80\n',
  'tcp 1023\n',
  'tcp 65536\n',
  'tcp 020001\n',
  'tcp 0x5000\n',
  'tcp 20001@169.254.169.254\n',
  'tcp localhost:20001\n',
  'tcp -20001\n',
  'udp 20001\n',
  'http http://169.254.169.254/\n',
])('%j is not', (text) => {
  expect(readAppAddress(text, id)).toBeUndefined();
});
