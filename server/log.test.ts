import { expect, test } from 'vitest';
import { makeLog } from './log';

test('names that hold secrets are cut out wherever they stand; the rest is one JSON object a line', () => {
  const lines: string[] = [];
  const log = makeLog('info', { write: (line) => void lines.push(line) });
  log.info(
    {
      token: 'secret-1',
      headers: { cookie: 'secret-2', authorization: 'secret-3', host: 'localhost' },
      cluster: { key: { privateKey: 'secret-4' } },
      env: { databaseUrl: 'secret-5', smtpUrl: 'secret-6', secret: 'secret-7', password: 'secret-8' },
    },
    'said',
  );
  log.debug('not said at this level');
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('secret-');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    msg: 'said',
    token: '[hidden]',
    headers: { host: 'localhost', cookie: '[hidden]' },
    cluster: { key: { privateKey: '[hidden]' } },
  });
});
