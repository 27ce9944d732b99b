/** How people come by their login at a cluster. Which of them a centre offers is its operator's to say. */
export const loginKinds = ['named', 'leased', 'linked'] as const;
export type LoginKind = (typeof loginKinds)[number];

interface LoginRules {
  /** Whoever has none gets one by themselves, at the first use; the first such kind that is offered. */
  isGivenAtFirstUse: boolean;
  /**
   * What its owner runs by hand is charged in the portal, limited at the scheduler, and cancelled when no hours cover it. Not so for a login
   * that is the person's own: what they do with it otherwise is between them and the centre.
   */
  isChargedByHand: boolean;
  /** Its home is emptied when its person leaves. */
  isEmptiedAfter: boolean;
  /** It is taken back and cleaned by the centre, and lent to somebody else. */
  isLentAgain: boolean;
}

/**
 * named: made for the person by the centre's own command · leased: lent to the person from a pool that the centre has made beforehand ·
 * linked: the person's own, from before, and proven to be theirs. One person, one login a cluster, both ways.
 */
export const loginRules: Readonly<Record<LoginKind, LoginRules>> = {
  named: { isGivenAtFirstUse: true, isChargedByHand: true, isEmptiedAfter: true, isLentAgain: false },
  leased: { isGivenAtFirstUse: true, isChargedByHand: true, isEmptiedAfter: false, isLentAgain: true },
  linked: { isGivenAtFirstUse: false, isChargedByHand: false, isEmptiedAfter: false, isLentAgain: false },
};

/** free: may be lent · lent · cleaning: taken back, and not seen to be clean · quarantined: it could not be cleaned, or not be used */
export const poolLoginStates = ['free', 'lent', 'cleaning', 'quarantined'] as const;
export type PoolLoginState = (typeof poolLoginStates)[number];

/** The kinds of which a rule is true. Pure. */
export const kindsThat = (rule: keyof LoginRules): LoginKind[] =>
  loginKinds.filter((kind) => loginRules[kind][rule]);

/**
 * What a login's name may be: as POSIX has it, in small letters, since some centres' directories do not tell large ones from them and one
 * login would have two names. @see POSIX.1-2017, 3.437 User Name
 */
export const loginNamePattern = /^[a-z_][a-z0-9_.-]{0,31}$/;

/** For how long a claim on a login of one's own may be proven. */
export const claimMinutes = 30;

/** Why a claim is not proven (yet); refused: the portal does not come in as that login. */
export const claimTroubles = [
  'absent',
  'other-words',
  'not-own',
  'open-to-others',
  'other-login',
  'refused',
] as const;
export type ClaimTrouble = (typeof claimTroubles)[number];

/** Where a claim's words are written down, below the login's home. id: of the claim. Pure. */
export const claimPath = (id: string): string => `.modu/link-${id.replace(/[^0-9a-f]/g, '').slice(-12)}`;
