/* Who may import whom. Each rule has a test that breaks it: scripts/import-rules.test.ts */
const tests = '\\.(test|contract)\\.tsx?$|/testing/';
const byType = ['type-only'];
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A package only where it belongs: [package, folders]. */
const fences = [
  ['ssh2', '^server/(bridge/ssh|demo)/'],
  ['stripe', '^server/bridge/payments/'],
  ['@auth/core', '^server/bridge/identity/'],
  ['@simplewebauthn/server', '^server/bridge/identity/'],
  ['otpauth', '^server/bridge/identity/'],
  ['pg', '^(db|server/outbox)/'],
  ['graphile-worker', '^server/outbox/'],
  ['ws', '^server/(sockets|gateway)/'],
  ['nodemailer', '^server/bridge/mail/'],
];

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one file, or three.',
      { pathNot: tests },
      { circular: true },
    ),
    rule(
      'app-server-by-type',
      'Pages import server/contract freely, the rest of the server by type only.',
      { path: '^app/', pathNot: tests },
      { path: '^server/(?!contract/)', dependencyTypesNot: byType },
    ),
    rule('app-never-db', 'Pages know no database.', { path: '^app/' }, { path: '^db/' }),
    rule(
      'bricks-know-no-domain',
      'app/ui and app/format know nothing of the portal.',
      { path: '^app/(ui|format)/', pathNot: tests },
      { path: '^(app/(routes|parts|request)|server/(?!contract/)|db)/' },
    ),
    rule(
      'route-never-route',
      'What two routes share is a part.',
      { path: '^app/routes/', pathNot: tests },
      { path: '^app/routes/' },
    ),
    rule(
      'domain-takes-bridges',
      'The domain gets bridges as arguments and names their port.ts as types.',
      { path: '^server/(domain|workers)/', pathNot: tests },
      { path: '^server/(bridge|http|sockets|gateway|cli|demo|compose|main)', dependencyTypesNot: byType },
    ),
    rule(
      'domain-names-ports',
      'Only the port of a bridge is known to the domain.',
      { path: '^server/(domain|workers)/', pathNot: tests },
      { path: '^server/bridge/', pathNot: '/port\\.ts$' },
    ),
    rule(
      'domain-never-workers',
      'Workers call use cases, never the other way.',
      { path: '^server/domain/', pathNot: tests },
      { path: '^server/workers/' },
    ),
    rule(
      'bridges-know-no-inside',
      'A bridge knows neither database nor domain.',
      { path: '^server/bridge/', pathNot: tests },
      { path: '^(db|app|server/(domain|workers|http|sockets|gateway|demo|cli|compose|main|outbox))' },
    ),
    rule(
      'bridges-apart',
      'Bridges do not know each other; scheduler and files may use ssh.',
      { path: '^server/bridge/([^/]+)/', pathNot: tests },
      { path: '^server/bridge/([^/]+)/', pathNot: ['^server/bridge/$1/', '^server/bridge/ssh/'] },
    ),
    rule(
      'ssh-for-scheduler-and-files',
      'Of the bridges only scheduler and files use ssh.',
      { path: '^server/bridge/(?!ssh/|scheduler/|files/)', pathNot: tests },
      { path: '^server/bridge/ssh/' },
    ),
    rule(
      'db-knows-words-only',
      'Queries know server/contract and nothing else of ours.',
      { path: '^db/', pathNot: tests },
      { path: '^(app|server/(?!contract/))' },
    ),
    rule(
      'contract-is-the-bottom',
      'server/contract runs in the browser: nothing of ours below it, no Node module.',
      { path: '^server/contract/', pathNot: tests },
      { path: '^(app|db|server/(?!contract/))' },
    ),
    rule(
      'contract-in-the-browser',
      'server/contract runs in the browser: no Node module.',
      { path: '^server/contract/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    ...fences.map(([name, home]) =>
      rule(
        `fence-${name.replace(/\W/g, '-')}`,
        `${name} lives in ${home}`,
        { path: '^(app|server|db)/', pathNot: [home, tests] },
        { path: `node_modules/${name}/`, dependencyTypesNot: byType },
      ),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
