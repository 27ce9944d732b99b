/** Rows of `accounting_marks`: until when a cluster's accounting was looked through. Instants in UTC. */
export interface AccountingMarkTable {
  cluster_id: string;
  read_until: Date;
}
