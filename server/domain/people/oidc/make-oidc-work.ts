import type { Actor } from '../../../actor';
import type { OidcClaims } from '../../../bridge/identity/port';
import type { SignUpDraft } from '../../../services';
import { joinByOidc, recognise, type OidcJoinDeps, type Recognised } from './join-by-oidc';
import { linkIdentity, mayLink, type OidcDeps } from './link-identity';

/** What is done with who comes back from a provider; see each use case for what it throws. */
export interface OidcWork {
  recognise(claims: OidcClaims): Promise<Recognised>;
  join(claims: OidcClaims, draft: Omit<SignUpDraft, 'email'>, guardianHandle?: string): Promise<string>;
  mayLink(actor: Actor): Promise<unknown>;
  link(actor: Actor, claims: OidcClaims): Promise<void>;
}

/** On one database. Opens nothing. */
export const makeOidcWork = (deps: OidcDeps & OidcJoinDeps): OidcWork => ({
  recognise: (claims) => recognise(deps.db, claims),
  join: (claims, draft, guardianHandle) => joinByOidc(deps, claims, draft, guardianHandle),
  mayLink: (actor) => mayLink(deps.db, actor),
  link: (actor, claims) => linkIdentity(deps, actor, claims),
});
