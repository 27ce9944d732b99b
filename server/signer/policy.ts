import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/database';
import { SignerRefusal, type SignInAsked } from './port';

/** What the database says of a sign-in that may be signed for. */
export interface Grant {
  clusterId: string;
  /** undefined: the service login. */
  personId: string | undefined;
  signIn: 'key' | 'certificate';
}

interface Found {
  clusterId: string;
  serviceLogin: string;
  signIn: 'key' | 'certificate';
  personId: string | null;
  isDisabled: boolean | null;
  isAlive: boolean;
  /** Erased of late: what is theirs at the cluster is still to be taken away. */
  isLeaving: boolean | null;
  /** Who says that it is theirs and is to prove it. */
  claimantId: string | null;
  /** It was lent, is nobody's now, and is to be cleaned. */
  isToBeCleaned: boolean;
  isRevoked: boolean;
}

/**
 * Whether a login may come in now, as the database has it at this moment: whose it is, that they are not locked out, and that they are there
 * (a session, a token) or have a launch on the cluster that is not over for a day. For a month after its person was erased it may be emptied. One
 * that is nobody's may be looked at while somebody who is there claims it, or it is to be cleaned. A service login opens no terminal.
 * @throws SignerRefusal
 */
export async function grantOf(db: Kysely<Database>, asked: SignInAsked): Promise<Grant> {
  const { rows } = await sql<Found>`
    select c.id as "clusterId", c.service_login as "serviceLogin", c.sign_in as "signIn",
      l.person_id as "personId", p.disabled_at is not null as "isDisabled",
      exists (select from sessions s where s.person_id = p.id and s.expires_at > now())
        or exists (select from api_tokens t where t.person_id = p.id and t.revoked_at is null and t.expires_at > now())
        or exists (select from launches w where w.person_id = p.id and w.cluster_id = c.id
          and (w.settled_at is null or w.settled_at > now() - interval '1 day')) as "isAlive",
      p.erased_at > now() - interval '30 days' as "isLeaving",
      (select k.person_id from login_claims k join people q on q.id = k.person_id
        where k.cluster_id = c.id and k.login = ${asked.login} and k.used_at is null and k.expires_at > now()
          and q.disabled_at is null and exists (select from sessions s where s.person_id = q.id and s.expires_at > now())
        order by k.created_at desc limit 1) as "claimantId",
      exists (select from pool_logins p where p.cluster_id = c.id and p.name = ${asked.login}
        and p.state in ('cleaning', 'quarantined')) as "isToBeCleaned",
      exists (select from signing_revocations r where r.cluster_id = c.id
        and (r.login is null or r.login = ${asked.login})) as "isRevoked"
    from clusters c
    left join logins l on l.cluster_id = c.id and l.name = ${asked.login} and l.ended_at is null
    left join people p on p.id = l.person_id
    where c.name = ${asked.cluster} and c.removed_at is null`.execute(db);
  const found = rows[0];
  if (!found) throw new SignerRefusal('no such cluster');
  if (found.isRevoked) throw new SignerRefusal('revoked');
  const { clusterId, signIn } = found;
  if (asked.login === found.serviceLogin) {
    if (asked.profile === 'shell') throw new SignerRefusal('a service login opens no terminal');
    return { clusterId, signIn, personId: undefined };
  }
  const isControl = asked.profile === 'control';
  if (found.personId === null) {
    if (found.isToBeCleaned && isControl) return { clusterId, signIn, personId: undefined };
    if (found.claimantId === null || !isControl) throw new SignerRefusal('nobody’s login');
    return { clusterId, signIn, personId: found.claimantId };
  }
  if (found.isLeaving === true && isControl) return { clusterId, signIn, personId: found.personId };
  if (found.isDisabled === true) throw new SignerRefusal('its person is locked out');
  if (!found.isAlive) throw new SignerRefusal('no session and no launch of its person');
  return { clusterId, signIn, personId: found.personId };
}
