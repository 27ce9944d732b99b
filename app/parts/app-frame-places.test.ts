import { expect, test } from 'vitest';
import type { Role } from '#server/contract/roles';
import { bottomPlaces, placeGroups } from './app-frame-places';

const side = (...roles: Role[]) =>
  placeGroups(roles).flatMap((group) => group.places.map((place) => place.key));
const bottom = (...roles: Role[]) => bottomPlaces(placeGroups(roles)).map((place) => place.key);

test.each<[Role[], string[], string[]]>([
  [
    ['student'],
    ['home', 'launch', 'launches', 'terminal', 'files', 'hours', 'requests', 'classes'],
    ['home', 'launches', 'launch', 'terminal'],
  ],
  [
    ['teacher'],
    ['home', 'launch', 'launches', 'terminal', 'files', 'hours', 'requests', 'classes', 'class'],
    ['home', 'launches', 'launch', 'terminal'],
  ],
  [['reviewer'], ['home', 'review'], ['home', 'review']],
  [['operator'], ['home', 'clusters'], ['home', 'clusters']],
  [
    ['administrator'],
    ['home', 'review', 'clusters', 'people', 'programmes'],
    ['home', 'review', 'clusters', 'people'],
  ],
  [
    ['student', 'reviewer'],
    ['home', 'launch', 'launches', 'terminal', 'files', 'hours', 'requests', 'classes', 'review'],
    ['home', 'launches', 'launch', 'terminal'],
  ],
  [[], ['home'], ['home']],
])('%j', (roles, places, onPhone) => {
  expect(side(...roles)).toEqual(places);
  expect(bottom(...roles)).toEqual(onPhone);
});
