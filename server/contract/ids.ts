/** Ids carry their kind in the type, so that a launch id is never passed where a person id is meant. */
declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** UUIDv7. */
export type PersonId = Branded<string, 'PersonId'>;
/** ULID, 26 characters; also the name of the job at the cluster (`modu-<ulid>`) and of its folder there. */
export type LaunchId = Branded<string, 'LaunchId'>;
/** UUIDv7. */
export type LedgerAccountId = Branded<string, 'LedgerAccountId'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** Tells whether a text from outside has the form of a UUID. Never throws. */
export const isUuid = (text: string): boolean => uuid.test(text);

/** Tells whether a text from outside has the form of a launch id. Never throws. */
export const isLaunchId = (text: string): text is LaunchId => ulid.test(text);
