#!/usr/bin/env node
/* `npx modu …`: registers the TypeScript loader and hands over. Plain Node. */
await import('tsx');
await import('./main.ts');
