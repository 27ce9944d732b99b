import type { ColumnType } from 'kysely';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/**
 * A jsonb column with a default in the database: read as a value, written as JSON text (`JSON.stringify`), since `pg` would turn arrays
 * into Postgres arrays.
 */
export type JsonWithDefault = ColumnType<JsonValue, string | undefined, string>;
/** The same where null is allowed. */
export type NullableJson = ColumnType<JsonValue, string | null | undefined, string | null>;
