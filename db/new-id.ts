import { uuidv7 } from 'uuidv7';

/** A new UUIDv7: ordered by time, so that indexes grow at one end. Never throws. */
export const newId = (): string => uuidv7();
