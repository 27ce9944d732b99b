import { z } from 'zod';

/** Host keys that an operator vouches for, as the confirming fields send them: ticked fingerprints, and lines of other keys. */
export const hostKeyFields = {
  hostKeys: z.array(z.string()).default([]),
  hostKeysMore: z.string().default(''),
};

/** All of them in one list. Never throws. */
export const hostKeysOf = (typed: { hostKeys: string[]; hostKeysMore: string }): string[] => [
  ...typed.hostKeys,
  ...typed.hostKeysMore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
];
