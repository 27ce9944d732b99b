import type { Generated } from 'kysely';

/** Rows of `login_card_asks`: a browser that asks a teacher to be let in on a card. Instants in UTC. */
export interface LoginCardAskTable {
  id: string;
  card_id: string;
  match_number: number;
  decided_by: string | null;
  /** null: not decided yet. */
  is_allowed: boolean | null;
  asked_at: Generated<Date>;
  expires_at: Date;
}
