/** Rows of `centre_operators`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface CentreOperatorTable {
  centre_id: string;
  person_id: string;
}
