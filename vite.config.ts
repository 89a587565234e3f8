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
  build: { target: 'es2022', chunkSizeWarningLimit: 900, reportCompressedSize: false },
});

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
