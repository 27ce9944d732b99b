import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

/**
 * What is exported of a person, a file each: the table, its columns, and which rows are theirs (`$id`, `$email`). Left out: what opens
 * something (hashes, keys) and what is another's.
 */
const files: Record<string, { from: string; columns: string; where: string; by: string }> = {
  person: {
    from: 'people',
    columns:
      'id, email, display_name, level, school_name, birth_year_month, country, stopped_at, roles, locale, ending_mails, hours_mails, email_verified_at, created_at',
    where: 'id = $id',
    by: 'id',
  },
  'hours-returned': {
    from: 'hour_returns',
    columns: 'allocation_id, class_id, milli_gpu_seconds, did_end, returned_at',
    where: 'person_id = $id',
    by: 'returned_at',
  },
  'sign-ins': {
    from: 'sessions',
    columns: 'id, user_agent, created_at, seen_at, expires_at, confirmed_at, confirmed_by',
    where: 'person_id = $id',
    by: 'created_at',
  },
  tokens: {
    from: 'api_tokens',
    columns: 'id, name, created_at, used_at, expires_at, revoked_at',
    where: 'person_id = $id',
    by: 'created_at',
  },
  identities: {
    from: 'identities',
    columns: 'provider as issuer, subject, email, created_at',
    where: 'person_id = $id',
    by: 'created_at',
  },
  passkeys: {
    from: 'passkeys',
    columns: 'id, name, transports, created_at, used_at',
    where: 'person_id = $id',
    by: 'created_at',
  },
  'login-cards': {
    from: 'login_cards k join classes c on c.id = k.class_id',
    columns: 'c.name as class, k.number, k.made_at, k.used_at, k.voided_at',
    where: 'k.person_id = $id',
    by: 'k.made_at',
  },
  'guardian-consents': {
    from: 'guardian_consents',
    // The guardian's address is the guardian's.
    columns: 'state, method, text_version, asked_at, given_at, ended_at',
    where: 'person_id = $id',
    by: 'asked_at',
  },
  'guardian-receipts': {
    from: 'guardian_receipts r join guardian_consents g on g.id = r.consent_id',
    columns: 'r.id, r.kind, r.method, r.text_version, r.text_locale, r.text_hash, r.at',
    where: 'g.person_id = $id',
    by: 'r.id',
  },
  mails: {
    from: 'mails',
    columns: 'kind, subject, created_at, sent_at',
    where: 'to_email = $email',
    by: 'created_at',
  },
  classes: {
    from: 'class_members m join classes c on c.id = m.class_id',
    columns:
      'c.id, c.name, c.school_name, c.subject, c.starts_on, c.ends_on, m.role, m.state, m.student_number, m.joined_at',
    where: 'm.person_id = $id',
    by: 'm.joined_at',
  },
  'class-lists': {
    from: 'class_roster r join classes c on c.id = r.class_id',
    columns: 'c.name, r.display_name, r.student_number, r.created_at',
    where: 'r.email = $email',
    by: 'r.created_at',
  },
  'asks-for-more': {
    from: 'share_asks',
    columns: 'class_id, reason, state, granted_milli_gpu_seconds, created_at, decided_at',
    where: 'person_id = $id',
    by: 'created_at',
  },
  requests: {
    from: 'requests',
    columns:
      'id, title, purpose, adviser_email, asked_milli_gpu_seconds, granted_milli_gpu_seconds, later_milli_gpu_seconds, report_state, clusters, starts_on, ends_on, state, created_at, decided_at',
    where: 'person_id = $id',
    by: 'created_at',
  },
  'request-words': {
    from: 'request_events e join requests r on r.id = e.request_id',
    columns: 'e.request_id, e.kind, e.body, e.amount_milli_gpu_seconds, e.at, e.person_id = $id as by_me',
    where: 'r.person_id = $id or e.person_id = $id',
    by: 'e.id',
  },
  'reviews-given': {
    from: 'request_reviewers v left join review_scores s on s.request_id = v.request_id and s.person_id = v.person_id',
    columns:
      'v.request_id, v.state, v.conflict, v.comment, v.recommended_milli_gpu_seconds, s.criterion, s.score, s.comment as word, v.assigned_at, v.answered_at',
    where: 'v.person_id = $id',
    by: 'v.assigned_at, s.criterion',
  },
  'reviews-received': {
    // Without who wrote them, and after the decision only: as their page shows them.
    from: 'requests r join request_reviewers v on v.request_id = r.id join review_scores s on s.request_id = v.request_id and s.person_id = v.person_id',
    columns:
      'v.request_id, v.comment, v.recommended_milli_gpu_seconds, s.criterion, s.score, s.comment as word',
    where: `r.person_id = $id and r.state in ('granted','partly-granted','declined')`,
    by: 'v.request_id, md5(v.request_id::text || v.person_id::text), s.criterion',
  },
  'requests-advised': {
    from: 'requests',
    columns: 'id, state, created_at, adviser_id = $id as confirmed',
    where: 'adviser_email = $email',
    by: 'created_at',
  },
  allocations: {
    from: 'allocations a join ledger_accounts l on l.id = a.ledger_account_id',
    columns:
      'a.id, a.title, a.clusters, a.starts_at, a.ends_at, l.granted as granted_milli_gpu_seconds, l.pending as held_milli_gpu_seconds, l.posted as used_milli_gpu_seconds',
    where: 'a.person_id = $id',
    by: 'a.created_at',
  },
  ledger: {
    from: 'ledger_transfers t',
    columns: 't.id, t.kind, t.amount as milli_gpu_seconds, t.launch_id, t.request_id, t.note, t.created_at',
    where:
      't.person_id = $id or t.ledger_account_id in (select ledger_account_id from allocations where person_id = $id and class_id is null)',
    by: 't.created_at',
  },
  launches: {
    from: 'launches l join clusters c on c.id = l.cluster_id left join launch_apps a on a.launch_id = l.id',
    columns:
      'l.id, c.name as cluster, l.kind, l.template, l.name, l.script, l.gpus, l.cores, l.memory_bytes, l.walltime_seconds, l.array_range, l.state, l."end", l.exit_code, l.scheduler_job_id, l.held_milli_gpu_seconds, l.charged_milli_gpu_seconds, l.created_at, l.running_at, l.ended_at, a.app, a.fields as app_fields',
    where: 'l.person_id = $id',
    by: 'l.created_at',
  },
  'more-time': {
    from: 'launch_extensions x join launches l on l.id = x.launch_id',
    columns: 'x.launch_id, x.from_seconds, x.to_seconds, x.state, x.asked_at, x.answered_at',
    where: 'l.person_id = $id',
    by: 'x.asked_at',
  },
  purchases: {
    from: 'purchases p join classes c on c.id = p.class_id',
    columns:
      'p.id, c.name as class, p.milli_gpu_seconds, p.won, p.vat_percent, p.message, p.state, p.created_at, p.paid_at',
    where: 'p.person_id = $id',
    by: 'p.created_at',
  },
  'money-back': {
    from: 'refunds r join purchases p on p.id = r.purchase_id',
    columns: 'r.id, r.purchase_id, r.kind, r.won, r.milli_gpu_seconds, r.state, r.created_at',
    where: 'p.person_id = $id or r.person_id = $id',
    by: 'r.created_at',
  },
  'cluster-sign-ins': {
    from: 'ssh_signatures',
    columns: 'at, cluster, login, profile, kind, outcome',
    where: 'person_id = $id',
    by: 'id',
  },
  logins: {
    from: 'logins g join clusters c on c.id = g.cluster_id',
    columns: 'c.name as cluster, g.name, g.kind, g.created_at, g.ended_at',
    where: 'g.person_id = $id',
    by: 'g.created_at',
  },
  'login-claims': {
    from: 'login_claims k join clusters c on c.id = k.cluster_id',
    columns: 'c.name as cluster, k.login, k.created_at, k.expires_at, k.used_at',
    where: 'k.person_id = $id',
    by: 'k.created_at',
  },
  log: {
    from: 'audit_log',
    columns: 'at, action, subject_kind, subject_id, detail',
    where: `actor_person_id = $id or (subject_kind = 'person' and subject_id = $id::text)`,
    by: 'id',
  },
};

/** The names of the files, in the order of writing. */
export const exportedFiles = Object.keys(files);

/** The rows of one file, oldest first. @throws Error for a name that is no file. */
export async function exportRows(
  db: Kysely<Database>,
  name: string,
  person: { id: string; email: string | undefined },
): Promise<object[]> {
  const file = files[name];
  if (!file) throw new Error(`no file ${name}`);
  const text = `select ${file.columns} from ${file.from} where ${file.where} order by ${file.by}`;
  // Our own words but for the two values, which travel as parameters.
  const parts = text.split(/(\$id|\$email)/);
  const query = parts.reduce(
    (made, part) =>
      part === '$id'
        ? sql`${made}${person.id}::uuid`
        : part === '$email'
          ? sql`${made}${person.email ?? null}::text`
          : sql`${made}${sql.raw(part)}`,
    sql``,
  );
  return (await sql<object>`${query}`.execute(db)).rows;
}
