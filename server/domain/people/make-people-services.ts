import type { PeopleServices } from '../../services';
import { listEverybody, setRoles } from './administer';
import { admitByAge } from './age-policy';
import { listTaughtClasses } from './list-taught-classes';
import { eraseMe, type LeaveDeps } from './leave/erase-me';
import { exportEverything } from './leave/export-everything';
import { readIdentities, unlinkIdentity } from './oidc/link-identity';
import { readMe, updateProfile } from './profile';
import { listSessions, revokeSessions } from './sessions';
import { startSignIn, startSignUp, type SignInDependencies } from './start-sign-in';
import { createToken, listTokens, revokeToken } from './tokens';

/** People, sign-in mails, sessions and tokens on one database. Opens nothing. */
export function makePeopleServices(deps: SignInDependencies & LeaveDeps): PeopleServices {
  const { db } = deps;
  return {
    countries: () => [...deps.consentAges.keys()],
    checkAge: (born) => admitByAge(deps.consentAges, born),
    startSignUp: (draft, from) => startSignUp(deps, draft, from),
    startSignIn: (email, from) => startSignIn(deps, email, from),
    me: (actor) => readMe(db, actor),
    updateProfile: (actor, change) => updateProfile(db, actor, change),
    listSessions: (actor) => listSessions(db, actor),
    revokeSessions: (actor, sessionIds) => revokeSessions(db, actor, sessionIds),
    list: (actor, query) => listEverybody(db, actor, query),
    setRoles: (actor, personId, roles) => setRoles(db, actor, personId, roles),
    listTokens: (actor) => listTokens(db, actor),
    createToken: (actor, token) => createToken(db, actor, token),
    revokeToken: (actor, tokenId) => revokeToken(db, actor, tokenId),
    listIdentities: (actor) => readIdentities(db, actor),
    exportEverything: (actor) => exportEverything(db, actor),
    eraseMe: (actor, typedEmail) => eraseMe(deps, actor, typedEmail),
    unlinkIdentity: (actor, identityId) => unlinkIdentity(deps, actor, identityId),
    listTaughtClasses: (actor) => listTaughtClasses(db, actor),
  };
}
