#!/usr/bin/env node
/* `npx modu …`, from any folder: registers the TypeScript loader with our own paths and hands over. Plain Node. */
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
await import('./main.ts');
