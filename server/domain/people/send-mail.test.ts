import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { insertMail } from '#db/queries/people/mails';
import { openSmtp } from '../../bridge/mail/smtp';
import { sendMail } from './send-mail';

/** A mail server of a few lines on a real socket: takes everything, except while it refuses. @see RFC 5321 */
const taken: { to: string[]; data: string }[] = [];
let isRefusing = false;
let server: Server;
let test_: TestDb;
let sender: ReturnType<typeof openSmtp>;

beforeAll(async () => {
  test_ = await openTestDb();
  server = createServer((socket) => {
    let isData = false;
    let mail = { to: [] as string[], data: '' };
    let rest = '';
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (isData && line !== '.') mail.data += `${line}\n`;
        else if (isData) {
          taken.push(mail);
          mail = { to: [], data: '' };
          isData = false;
          socket.write('250 taken\r\n');
        } else if (/^DATA/i.test(line)) {
          isData = true;
          socket.write('354 go on\r\n');
        } else {
          if (/^RCPT/i.test(line)) mail.to.push(line);
          const isRefused = isRefusing && /^RCPT/i.test(line);
          socket.write(
            isRefused ? '451 come back later\r\n' : /^QUIT/i.test(line) ? '221 bye\r\n' : '250 ok\r\n',
          );
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  sender = openSmtp({ url: `smtp://127.0.0.1:${port}`, from: 'Modu <no-reply@modu.test>' });
});
afterAll(async () => {
  sender.close();
  await new Promise((resolve) => server.close(resolve));
  await test_.close();
});

const put = (toEmail: string) =>
  insertMail(test_.db, {
    toEmail,
    kind: 'sign-in',
    subject: '로그인 링크',
    bodyText: 'https://modu.test/auth/link?token=abc',
  });
const find = (id: string) =>
  test_.db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('a mail goes to its one address, once, and its text is forgotten', async () => {
  const id = await put('a@b.kr');
  await sendMail({ db: test_.db, sender }, id);
  await sendMail({ db: test_.db, sender }, id);
  expect(taken).toHaveLength(1);
  expect(taken[0]?.to).toEqual([expect.stringContaining('<a@b.kr>')]);
  expect(taken[0]?.data).toContain('no-reply@modu.test');
  expect(await find(id)).toMatchObject({ sent_at: expect.any(Date), body_text: '' });
});

test('what the server does not take now is tried again, and says why', async () => {
  const id = await put('later@b.kr');
  isRefusing = true;
  await expect(sendMail({ db: test_.db, sender }, id)).rejects.toThrow(/come back later/);
  expect(await find(id)).toMatchObject({
    sent_at: null,
    failed_at: null,
    last_error: expect.stringContaining('451'),
  });
  isRefusing = false;
  await sendMail({ db: test_.db, sender }, id);
  expect(await find(id)).toMatchObject({ sent_at: expect.any(Date), last_error: null });
});

test('after a day it is given up', async () => {
  const id = await put('never@b.kr');
  await test_.db
    .updateTable('mails')
    .set({ created_at: new Date(Date.now() - 2 * 86_400_000) })
    .where('id', '=', id)
    .execute();
  isRefusing = true;
  await sendMail({ db: test_.db, sender }, id);
  isRefusing = false;
  expect(await find(id)).toMatchObject({ failed_at: expect.any(Date), body_text: '' });
  await sendMail({ db: test_.db, sender }, id);
  expect((await find(id)).sent_at).toBeNull();
});

test('a mail that is gone is no failure', async () => {
  await sendMail({ db: test_.db, sender }, '00000000-0000-7000-8000-000000000000');
});
