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

  signIn: (query: { next?: string; email?: string } = {}) => withQuery('/sign-in', query),
  signUp: (query: { next?: string; email?: string } = {}) => withQuery('/sign-up', query),
  signOut: () => '/sign-out',
  settings: () => '/settings',
  theme: () => '/theme',
  language: () => '/language',

  /** The launch form, empty or from an earlier launch. */
  launch: (query: { from?: string; cluster?: string } = {}) => withQuery('/launch', query),
  launchTemplate: (template: string, query: { cluster?: string } = {}) =>
    withQuery(`/launch/${segment(template)}`, query),
  launches: (query: { filter?: 'live' | 'ended'; cursor?: string } = {}) => withQuery('/launches', query),
  launchPage: (launchId: string) => `/launches/${segment(launchId)}`,
  launchOutput: (launchId: string, query: { task?: string } = {}) =>
    withQuery(`/launches/${segment(launchId)}/output`, query),
  launchResult: (launchId: string, file: string) =>
    `/launches/${segment(launchId)}/results/${file.split('/').map(segment).join('/')}`,

  terminal: (query: { cluster?: string } = {}) => withQuery('/terminal', query),
  hours: (query: { allocation?: string; cursor?: string } = {}) => withQuery('/hours', query),

  requests: () => '/requests',
  requestNew: () => '/requests/new',
  request: (requestId: string) => `/requests/${segment(requestId)}`,
  review: () => '/review',
  reviewRequest: (requestId: string) => `/review/${segment(requestId)}`,

  clusters: () => '/clusters',
  cluster: (name: string) => `/clusters/${segment(name)}`,
  adminPeople: (query: { search?: string; cursor?: string } = {}) => withQuery('/admin/people', query),

  become: () => '/become',
  demoOutbox: () => '/demo/outbox',
  docs: (page?: string) => (page === undefined ? '/docs' : `/docs/${page.split('/').map(segment).join('/')}`),
  apiDescription: () => '/api/v1/openapi.json',
  uiParts: () => '/_ui',
} as const;
