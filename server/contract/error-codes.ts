/**
 * Every error that a person or a script can meet. The sentence that a person sees stands in `app/locales/<locale>/errors.ts`.
 * status: what HTTP says. retry: whether the same call may succeed later without being changed.
 */
export const errorCodes = {
  /** A form or body does not have the right shape; `fields` says where. */
  'invalid-input': { status: 422, retry: false },
  /** Nobody is signed in, or the session or token has ended. */
  'not-signed-in': { status: 401, retry: false },
  /** Signed in, but this person may not do this. */
  'not-allowed': { status: 403, retry: false },
  /** It does not exist, or it is somebody else's: the two are not told apart. */
  'not-found': { status: 404, retry: false },
  /** The address or method is not served. */
  'method-not-allowed': { status: 405, retry: false },
  /** The thing changed since the page was loaded (version mismatch). */
  'changed-meanwhile': { status: 409, retry: false },
  /** What was asked does not fit the state the thing is in, e.g. cancelling an ended launch. */
  'wrong-state': { status: 409, retry: false },
  /** The same idempotency key came with other contents. */
  'idempotency-key-reused': { status: 409, retry: false },
  /** Too many tries in a short time; `retryAfterSeconds` says how long to wait. */
  'too-many-tries': { status: 429, retry: true },
  /** The body is larger than is read. */
  'too-large': { status: 413, retry: false },
  /** The request did not come from the portal's own pages (Origin check). */
  'wrong-origin': { status: 403, retry: false },
  /** Fewer hours are left than the launch needs; details: neededMilliGpuSeconds, freeMilliGpuSeconds. */
  'not-enough-hours': { status: 409, retry: false },
  /** The portal has no payment provider: hours are asked for, not bought. */
  'payments-off': { status: 409, retry: false },
  /** The payment provider does not answer, or has refused what it should take. Nothing was paid. */
  'payments-down': { status: 503, retry: true },
  /** The person holds no allocation that covers this cluster today. */
  'no-allocation': { status: 409, retry: false },
  /** No partition of the cluster can hold the job at all; details say which limit. */
  'fits-nowhere': { status: 422, retry: false },
  /** The script is empty. */
  'script-empty': { status: 422, retry: false },
  /** The script is over `limits.scriptBytes`. */
  'script-too-large': { status: 422, retry: false },
  /** The script holds bytes that are not text. */
  'script-binary': { status: 422, retry: false },
  /** The walltime is not positive or cannot be read; forms `90`, `90m`, `1:30:00`, `1-00:00:00`. */
  'walltime-invalid': { status: 422, retry: false },
  /** Over the partition's limit; details: maxWalltimeSeconds. */
  'walltime-over-limit': { status: 422, retry: false },
  /** More GPUs than one node or the partition has; details: maxGpus. */
  'too-many-gpus': { status: 422, retry: false },
  /** The centre gives running launches no more time, or not one of this kind (an array, a job typed by hand). */
  'extend-not-offered': { status: 409, retry: false },
  /** The array range cannot be read or is larger than `limits.arrayTasks`. */
  'array-invalid': { status: 422, retry: false },
  /** The cluster's scheduler lets no ordinary login open a shell inside a running job. */
  'no-shell-in-jobs': { status: 422, retry: false },
  /** The cluster's operator does not offer this app there. */
  'app-not-offered': { status: 422, retry: false },
  /** Nothing answers where the app's job says that it listens. */
  'app-unreachable': { status: 502, retry: true },
  /** This browser has not been let in to the app, or no more; opening it from the portal lets it in. */
  'app-not-entered': { status: 401, retry: false },
  /** The cluster does not answer now. */
  'cluster-down': { status: 503, retry: true },
  /** The operator has closed the cluster, or is draining it. */
  'cluster-closed': { status: 409, retry: true },
  /** The host key is not one of the pinned ones: refused before any credential was sent. */
  'host-key-changed': { status: 502, retry: false },
  /** No address belongs to this host name. */
  'address-unknown': { status: 422, retry: false },
  /** The host is there and refuses the port. */
  'nobody-listens': { status: 422, retry: true },
  /** The host did not answer at that port in time. */
  'no-answer': { status: 422, retry: true },
  /** Something answers at that port, and it does not speak SSH as the portal wants it. */
  'not-ssh': { status: 422, retry: false },
  /** The server has no ed25519 host key, the only kind that is believed. */
  'no-usable-key': { status: 422, retry: false },
  /** The server refuses this login with this key: no such login, or the key does not stand in its authorized_keys. */
  'sign-in-refused': { status: 502, retry: true },
  /** The host keys that were confirmed are not the ones that the server shows. */
  'host-key-unconfirmed': { status: 409, retry: false },
  /** The name belongs to another thing already. */
  'name-taken': { status: 409, retry: false },
  /** The person has no login at this cluster, and gets none by themselves: they link one of their own. */
  'login-needed': { status: 409, retry: false },
  /** All logins of the cluster's pool are lent out, or are being cleaned. */
  'logins-exhausted': { status: 409, retry: true },
  /** What should prove that a login is the person's is not there, or not as it must be; details: trouble. */
  'login-unproven': { status: 409, retry: true },
  /** The login is somebody else's in the portal. */
  'login-taken': { status: 409, retry: false },
  /** The person has a login at this cluster already; details: login. */
  'login-had': { status: 409, retry: false },
  /** The cluster was not probed since it was attached or changed, or a line that launches need is not good; details: line. */
  'probe-first': { status: 409, retry: false },
  /** It cannot be removed while launches live on it; details: launches. */
  'launches-live': { status: 409, retry: true },
  /** The cluster answered, but not in a way that is understood. */
  'cluster-answer-unclear': { status: 502, retry: true },
  /** The scheduler refused the job for good; details: its own words. */
  'scheduler-refused': { status: 409, retry: false },
  /** The login may not read or write this at the cluster (Unix permissions). */
  'no-permission': { status: 403, retry: false },
  /** The path, or a link in it, leads out of the login's home folder. */
  'outside-home': { status: 403, retry: false },
  /** No file can have this name: empty, `.`, `..`, with `/` or NUL, or over 255 bytes. */
  'file-name-invalid': { status: 422, retry: false },
  /** A write was refused: the disk or the quota of the login is full. */
  'disk-full': { status: 507, retry: true },
  /** The operation did not end within its deadline. */
  'deadline-passed': { status: 504, retry: true },
  /** Too many terminals, launches or tokens at once; details: limit. */
  'limit-reached': { status: 409, retry: false },
  /** The guardian's consent is needed first (by age). */
  'guardian-needed': { status: 403, retry: false },
  /** A child cannot join with its guardian's own address. */
  'guardian-mail-same': { status: 422, retry: false },
  /** Whoever would agree is known here to be under age. */
  'guardian-too-young': { status: 403, retry: false },
  /** The person's guardian has stopped their use of the portal. */
  'guardian-stopped': { status: 403, retry: false },
  /** A signed form that is no PDF, PNG or JPEG. */
  'form-unreadable': { status: 422, retry: false },
  /** The e-mail link or code is used up, expired or wrong. */
  'link-expired': { status: 410, retry: false },
  /** The role acts only after a second factor was set up and used. */
  'second-factor-needed': { status: 403, retry: false },
  /** What changes a second factor wants it to have been used within the last minutes. */
  'confirm-again': { status: 403, retry: false },
  /** The one-time or recovery code is wrong, or was used before. */
  'code-wrong': { status: 422, retry: false },
  /** The passkey is none of the person's, or its answer does not hold: another origin, too late, used before. */
  'passkey-refused': { status: 422, retry: false },
  /** A login card's name or words do not fit, were used, or are void; or the card is locked. Which of these is not said. */
  'card-refused': { status: 422, retry: false },
  /** A provider's answer does not hold, or it did not answer; or the person may not come in. */
  'oidc-failed': { status: 502, retry: true },
  /** The provider vouches for no mail address, or for one that is not one mailbox. */
  'oidc-mail-unverified': { status: 403, retry: false },
  /** The address is a person's who has not linked this provider: signing in by it would be a takeover. */
  'oidc-known-mail': { status: 409, retry: false },
  /** This identity at the provider is another person's here. */
  'identity-taken': { status: 409, retry: false },
  /** A class that has not ended would be left without a teacher; details: classes. */
  'classes-need-teacher': { status: 409, retry: false },
  /** Nobody else is an administrator. */
  'last-administrator': { status: 409, retry: false },
  /** What is asked wants a sign-in of the last minutes. */
  'sign-in-again': { status: 403, retry: false },
  /** The address is not one mailbox. */
  'email-invalid': { status: 422, retry: false },
  /** Asked of the demo centres or demo people while the portal is not in demo mode. */
  'demo-only': { status: 404, retry: false },
  /** Our fault; the request id finds it in the log. */
  internal: { status: 500, retry: true },
} as const satisfies Record<string, { status: number; retry: boolean }>;

export type ErrorCode = keyof typeof errorCodes;
