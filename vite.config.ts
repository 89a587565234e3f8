import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { contentSecurityPolicy } from './scripts/content-security-policy.mjs';

/** Any static folder will do: relative addresses, no server, nothing fetched from elsewhere. */
export default defineConfig({
  base: './',
  plugins: [
    react(),
    policyInPage(),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: 'script-defer',
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2,wasm,json}'],
        maximumFileSizeToCacheInBytes: 8_000_000,
      },
      manifest: {
        name: 'Chainroom',
        short_name: 'Chainroom',
        description: 'A Bitcoin network in one browser tab that you can stop, step, rewind and attack.',
        display: 'standalone',
        background_color: '#fafaf7',
        theme_color: '#fafaf7',
        icons: [{ src: './icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
    }),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What nearly every view uses comes as one file: eighty tiny ones compress badly.
        codeSplitting: { groups: [{ name: 'common', test: isCommon }] },
      },
    },
  },
});

/** Modules that the first screen and most later views share. */
function isCommon(id: string): boolean {
  if (/node_modules\/(react|zustand|use-sync-external-store)\//.test(id)) return true;
  return (
    /src\/views\/(format|branches|canvas)\//.test(id) ||
    /src\/views\/(use-[a-z]+|actions\/(use-peers|action-state)|shell\/(shell-state|use-layout)|timeline\/(describe-row|use-duration))\.ts$/.test(
      id,
    ) ||
    /src\/views\/design\/(button|tooltip|tabs|colours|canvas-pattern|class-names|popup|menu)\b/.test(id)
  );
}

/** The same policy that `npm start` sends as a header, for hosts that send none. */
function policyInPage(): Plugin {
  return {
    name: 'policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy({ inPage: true }) },
        injectTo: 'head-prepend',
      },
    ],
  };
}
