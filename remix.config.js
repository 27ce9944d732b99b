/* The Vite configuration of the browser half: `remix vite:build --config remix.config.js`. */
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What nearly every page needs comes in three files instead of forty of a few hundred bytes each: on a slow line each file costs a
 * round trip. What brings a menu or dialog with it stays apart, so that public pages do without.
 */
function chunkOf(id) {
  if (
    /node_modules\/(react|react-dom|scheduler|@remix-run|use-intl|intl-messageformat|@formatjs|turbo-stream)\//.test(
      id,
    )
  )
    return 'base';
  if (id.includes('node_modules/lucide-react/')) return 'icons';
  // Radix brings what a menu or dialog needs.
  if (/\/app\/ui\/(confirm-dialog|dialog|drawer|menu|tooltip)\.tsx$/.test(id)) return undefined;
  return /\/app\/(ui|format|locales)\/[\w-]+\.tsx?$|\/app\/paths\.ts$/.test(id) ? 'bricks' : undefined;
}

export default defineConfig({
  resolve: { alias: { '~': here('app'), '#server': here('server'), '#db': here('db') } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rollupOptions: { output: { manualChunks: chunkOf } },
  },
  plugins: [
    tailwindcss(),
    remix({
      ignoredRouteFiles: ['**/*.test.{ts,tsx}'],
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: false,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
});
