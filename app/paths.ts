import type { StatementOf, statementKinds } from '#server/contract/statements';

/* Every link in the portal. A changed URL shows as a changed snapshot in `paths.test.ts`. */

const segment = encodeURIComponent;

type Query = Record<string, string | undefined>;

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, value);
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

export const paths = {
  landing: () => '/',
  home: () => '/home',

  /** problem: why it did not work, by its error code. */
  signIn: (query: { next?: string; email?: string; problem?: string } = {}) => withQuery('/sign-in', query),
  signUp: (query: { next?: string; email?: string } = {}) => withQuery('/sign-up', query),
  signInSent: () => '/sign-in/sent',
  guardianNeeded: () => '/sign-up/guardian-needed',
  /** The guardian's page. done: what was just done there. */
  guardian: (query: { done?: string } = {}) => withQuery('/guardian', query),
  guardianConsent: (query: { token?: string; done?: string } = {}) => withQuery('/guardian/consent', query),
  guardianEnter: () => '/guardian/enter',
  guardianExport: (query: { child: string }) => withQuery('/guardian/export', query),
  /** The text to print and sign. code: the child's. */
  guardianForm: (query: { code?: string } = {}) => withQuery('/guardian/form', query),
  /** Where teachers and administrators see to children that may not join yet. */
  consents: () => '/consents',
  /** A signed form, as it was uploaded. at: when. */
  consentForm: (query: { code?: string; id?: string; at?: string }) => withQuery('/consents/form', query),
  /** Says that a guardian has stopped it. */
  stopped: () => '/stopped',
  mailedLink: () => '/auth/link',
  signOut: () => '/sign-out',
  /** Sign-in by a login card. What its QR code holds stands behind `#`, which is sent to nobody. */
  card: (query: { problem?: string } = {}) => withQuery('/card', query),
  cardBegin: () => '/card/begin',
  cardWait: () => '/card/wait',
  cardPasskey: () => '/card/passkey',
  /** What a browser signs with a passkey, for one purpose. */
  passkeyOptions: () => '/auth/passkey-options',
  passkeySignIn: () => '/auth/passkey',
  /** Asks for the second factor, then goes on. */
  confirm: (query: { next?: string } = {}) => withQuery('/confirm', query),
  /** Sends the browser to a provider. */
  oidc: () => '/auth/oidc',
  settings: (query: { problem?: string } = {}) => withQuery('/settings', query),
  /** Everything that is kept of who asks. */
  exportMine: () => '/settings/export',
  leave: () => '/settings/leave',
  /** One's own logins at clusters. */
  logins: () => '/settings/logins',
  secondFactor: (query: { next?: string } = {}) => withQuery('/settings/second-factor', query),
  theme: () => '/theme',
  language: () => '/language',

  /** Examples, and the way to one's own script. */
  launch: () => '/launch',
  /** The launch form for one's own script; `again`: filled in from an earlier launch. */
  launchNew: (query: { again?: string; cluster?: string } = {}) => withQuery('/launch/new', query),
  launchTemplate: (template: string, query: { cluster?: string } = {}) =>
    withQuery(`/launch/${segment(template)}`, query),
  /** The launch form of an app. */
  launchApp: (app: string) => `/launch/app/${segment(app)}`,
  launchQuote: () => '/launch/quote',
  launches: (query: { filter?: 'live' | 'ended'; cursor?: string } = {}) => withQuery('/launches', query),
  launchPage: (launchId: string) => `/launches/${segment(launchId)}`,
  /** Where an app's own origin sends a browser that it does not know yet. */
  launchEnter: (launchId: string, query: { knock?: string } = {}) =>
    withQuery(`/launches/${segment(launchId)}/enter`, query),
  launchKeep: (launchId: string) => `/launches/${segment(launchId)}/keep`,
  launchExtend: (launchId: string) => `/launches/${segment(launchId)}/extend`,
  launchCancel: (launchId: string) => `/launches/${segment(launchId)}/cancel`,
  /** The whole as a text file. */
  launchOutput: (launchId: string, query: { task?: string } = {}) =>
    withQuery(`/launches/${segment(launchId)}/output`, query),
  /** Its own folder, on its page; path: from there on. */
  launchFolder: (launchId: string, query: { path?: string } = {}) =>
    withQuery(`/launches/${segment(launchId)}/folder`, query.path === '' ? {} : query),
  launchResults: (launchId: string) => `/launches/${segment(launchId)}/results`,
  /** One file; not part of the path, where names like `iris.data` mean something. version: when it was written, so that it may be kept. */
  launchResult: (launchId: string, query: { file: string; version?: string }) =>
    withQuery(`/launches/${segment(launchId)}/result`, query),

  /** `living`: asks whether that terminal of one's own lives still. */
  terminal: (query: { cluster?: string; launch?: string; living?: string } = {}) =>
    withQuery('/terminal', query),
  /** A terminal that a student shows; posted to, the teacher ends it. */
  watch: (terminalId: string) => `/watch/${segment(terminalId)}`,
  /** Of which cluster. */
  files: () => '/files',
  /** A folder or file of one's own login; the path stands in the query, where names like `iris.data` mean something. */
  filesAt: (cluster: string, query: { path?: string; edit?: 'yes'; hidden?: 'yes' } = {}) =>
    withQuery(`/files/${segment(cluster)}`, query),
  filesTrash: (cluster: string) => `/files/${segment(cluster)}/trash`,
  filesSpace: (cluster: string) => `/files/${segment(cluster)}/space`,
  /** The file itself; download: never shown in place. */
  fileContent: (cluster: string, query: { path: string; download?: 'yes' }) =>
    withQuery(`/files/${segment(cluster)}/content`, query),
  fileZip: (cluster: string, query: { path: string }) => withQuery(`/files/${segment(cluster)}/zip`, query),
  fileUploads: (cluster: string) => `/files/${segment(cluster)}/uploads`,
  hours: (query: { allocation?: string; cursor?: string } = {}) => withQuery('/hours', query),
  /** What came and went in a period; of: whose [one's own]. */
  statement: (query: { of?: StatementOf; id?: string; from?: string; to?: string } = {}) =>
    withQuery('/statement', query),
  statementFile: (query: {
    of?: StatementOf;
    id?: string | undefined;
    from?: string;
    to?: string;
    kind: (typeof statementKinds)[number];
  }) => withQuery('/statement/file', query),

  requests: (query: { cursor?: string } = {}) => withQuery('/requests', query),
  requestNew: () => '/requests/new',
  request: (requestId: string) => `/requests/${segment(requestId)}`,
  /** done: what was just done there. */
  review: (query: { cursor?: string; done?: string } = {}) => withQuery('/review', query),
  reviewRequest: (requestId: string) => `/review/${segment(requestId)}`,

  /** Requests that name who asks as adviser. */
  advise: () => '/advise',
  adviseRequest: (requestId: string) => `/advise/${segment(requestId)}`,

  /** Buying hours for classes. */
  payments: () => '/payments',
  paymentNew: (query: { class?: string } = {}) => withQuery('/payments/new', query),
  payment: (purchaseId: string) => `/payments/${segment(purchaseId)}`,

  class: () => '/class',
  classes: () => '/classes',
  classNew: () => '/classes/new',
  classPage: (classId: string) => `/classes/${segment(classId)}`,
  classCards: (classId: string, query: { problem?: string } = {}) =>
    withQuery(`/classes/${segment(classId)}/cards`, query),
  /** Makes or renews login cards and answers with the paper. */
  classCardsPrint: (classId: string) => `/classes/${segment(classId)}/cards/print`,
  /** With a code or a link's secret: what it opens. */
  join: (code?: string) => (code === undefined ? '/join' : `/join/${segment(code)}`),
  clusters: () => '/clusters',
  cluster: (name: string) => `/clusters/${segment(name)}`,
  operateClusters: () => '/operate/clusters',
  operateNew: () => '/operate/clusters/new',
  operateCluster: (name: string) => `/operate/clusters/${segment(name)}`,
  adminPeople: (query: { search?: string; cursor?: string } = {}) => withQuery('/admin/people', query),
  /** Schools and programmes, each with its statement. */
  adminStatements: () => '/admin/statements',

  adminProgrammes: () => '/admin/programmes',
  adminProgrammeNew: () => '/admin/programmes/new',
  /** done: what was just done there. */
  adminProgramme: (name: string, query: { done?: string } = {}) =>
    withQuery(`/admin/programmes/${segment(name)}`, query),

  become: () => '/become',
  demoOutbox: () => '/demo/outbox',
  docs: (page?: string) => (page === undefined ? '/docs' : `/docs/${page.split('/').map(segment).join('/')}`),
  apiDescription: () => '/api/v1/openapi.json',
  /** What changed, as server-sent events. */
  live: () => '/live',
  /** What a job prints, as it comes, as server-sent events. */
  liveOutput: (query: { launch: string; task?: string; from?: string }) => withQuery('/live/output', query),
  uiParts: () => '/_ui',
} as const;
