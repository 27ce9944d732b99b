import { expect, test } from 'vitest';
import { hashNetwork } from './tokens';

const hash = (address: string) => hashNetwork('x'.repeat(40), address);

test.each([
  ['203.0.113.7', '203.0.113.250'],
  ['203.0.113.7', '::ffff:203.0.113.9'],
  ['2001:db8:7:1::5', '2001:db8:7:ffff::9'],
  ['2001:db8::1', '2001:0db8:0:5::'],
  ['::1', '::1'],
])('%s and %s are one network', (one, other) => expect(hash(one)).toBe(hash(other)));

test.each([
  ['203.0.113.7', '203.0.114.7'],
  ['2001:db8:7::1', '2001:db8:8::1'],
  ['203.0.113.7', '2001:db8:7::1'],
])('%s and %s are two', (one, other) => expect(hash(one)).not.toBe(hash(other)));

test('what is no address is no network; the key is needed to know one', () => {
  for (const text of ['', 'x', '1.2.3', '999.1.1.1']) expect(hash(text)).toBe('');
  expect(hashNetwork('y'.repeat(40), '203.0.113.7')).not.toBe(hash('203.0.113.7'));
});
