import { endpoints } from '#server/http/api/endpoints';
import { socketPaths } from '#server/sockets/socket-paths';
import { readPageRoutes } from './route-manifest';

/** `npm run routes`: URL → file → service, so that a word on a page leads to the code in one look. */
const rows = [
  ...readPageRoutes().map((route) => [route.url, route.file, route.services.join(' ')]),
  ...endpoints.map((endpoint) => [
    `${endpoint.method.toUpperCase()} /api/v1${endpoint.path}`,
    'server/http/api',
    endpoint.name,
  ]),
  ...socketPaths.map((path) => [`WS ${path}`, 'server/sockets', '']),
];
const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
for (const [url = '', file = '', services = ''] of rows) {
  console.log(`${url.padEnd(width(0))}  ${file.padEnd(width(1))}  ${services}`.trimEnd());
}
