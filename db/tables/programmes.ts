/** Rows of `programmes`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface ProgrammeTable {
  id: string;
  name: string;
  kind: 'starter' | 'class' | 'research';
  title_ko: string;
  title_en: string;
  ledger_account_id: string;
  starter_milli_gpu_seconds: bigint | null;
  starter_days: number | null;
}
