import type { Generated } from 'kysely';
import type { Level } from '#server/contract/roles';
import type { ScoreCounting } from '#server/contract/reviews';

/** Rows of `programmes`; amounts in milli-GPU-seconds of the reference accelerator, scores in hundredths (100–500), instants in UTC. */
export interface ProgrammeTable {
  id: string;
  name: string;
  kind: 'starter' | 'class' | 'research';
  title_ko: string;
  title_en: string;
  summary_ko: Generated<string>;
  summary_en: Generated<string>;
  ledger_account_id: string;
  starter_milli_gpu_seconds: bigint | null;
  starter_days: number | null;
  /** 0: any reviewer decides alone. */
  reviews_needed: Generated<number>;
  score_counting: Generated<ScoreCounting>;
  /** All is granted from this score on, a part from the other. */
  grant_from: Generated<number>;
  part_from: Generated<number>;
  /** How much of a grant comes at once; the rest after a report. */
  first_percent: Generated<number>;
  is_auto_assigned: Generated<boolean>;
  /** Whether it takes requests always; otherwise in its calls only. */
  is_rolling: Generated<boolean>;
  /** Who may ask; empty: everybody. */
  leader_levels: Generated<Level[]>;
  /** Who asks only with an adviser's confirmation. */
  adviser_levels: Generated<Level[]>;
  /** It takes no new requests any more. */
  closed_at: Date | null;
  version: Generated<number>;
}
