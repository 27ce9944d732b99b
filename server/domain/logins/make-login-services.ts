import type { LoginServices } from '../../login-services';
import { claimLogin } from './claim-login';
import { listOwnLogins } from './list-own-logins';
import type { LoginDeps } from './login-deps';
import { proveLogin } from './prove-login';
import { dropClaim, unlinkLogin } from './unlink-login';

/** A person's logins at clusters. Opens nothing; a cluster is reached when a claim is proven. */
export function makeLoginServices(deps: LoginDeps): LoginServices {
  return {
    list: (actor) => listOwnLogins(deps, actor),
    claim: (actor, asked) => claimLogin(deps, actor, asked),
    prove: (actor, cluster) => proveLogin(deps, actor, cluster),
    drop: (actor, cluster) => dropClaim(deps, actor, cluster),
    unlink: (actor, cluster) => unlinkLogin(deps, actor, cluster),
  };
}
