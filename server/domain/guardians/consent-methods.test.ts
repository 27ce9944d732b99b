import { expect, test } from 'vitest';
import { consentMethods, offeredMethods } from './consent-methods';

test('what needs a service that is not there is not offered', () => {
  expect(offeredMethods(['mail', 'teacher'])).toEqual(['mail', 'form', 'call']);
  expect(offeredMethods(['mail'])).toEqual(['mail']);
  expect(offeredMethods([])).toEqual([]);
});

test('with the service all ways of the decree are', () => {
  expect(offeredMethods(['mail', 'teacher', 'service'])).toEqual(Object.keys(consentMethods));
});
