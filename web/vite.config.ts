import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run build:web` builds `web/dist`, which the api role serves. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  server: { proxy: { '/v1': { target: 'http://localhost:3000', ws: true } } },
  build: {
    // The files of the build before stay for open tabs: scripts/build.ts removes older ones.
    emptyOutDir: false,
    manifest: true,
    modulePreload: { polyfill: false },
    // The content policy allows no data: address for fonts and styles.
    assetsInlineLimit: 0,
    target: 'es2022',
  },
});
