import type { Generated } from 'kysely';
import type { Level, Locale, Role } from '#server/contract/roles';

/** Rows of `people`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface PersonTable {
  id: string;
  /** null: they have none; they came by a login card. */
  email: string | null;
  display_name: string;
  level: Level;
  school_name: Generated<string>;
  birth_year_month: string;
  /** ISO 3166-1 alpha-2 */
  country: Generated<string>;
  roles: Generated<Role[]>;
  locale: Generated<Locale>;
  /** Whether they get a mail before the time of a launch is over. */
  ending_mails: Generated<boolean>;
  /** Whether they get a mail when their hours, or those of a class that they teach, end or run out. */
  hours_mails: Generated<boolean>;
  email_verified_at: Date | null;
  disabled_at: Date | null;
  /** The guardian has stopped it: they cannot come in or start anything until the guardian lets them again. */
  stopped_at: Date | null;
  /** The row is a pseudonym: nothing of the person is left. */
  erased_at: Date | null;
  created_at: Generated<Date>;
}
