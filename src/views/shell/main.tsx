import { CSPProvider } from '@base-ui/react/csp-provider';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createStudio } from '#app/create-studio';
import type { Studio } from '#app/studio-state';
import { createTexts, loadAllTexts, switchLanguage } from '#i18n/create-texts';
import '../design/tokens.css';
import '../design/base.css';
import { applyAppearance, onSystemThemeChange } from '../design/colours.ts';
import { loadPopups } from '../design/load-popups.ts';
import { TooltipLayer } from '../design/tooltip.tsx';
import { StudioContext } from '../use-studio.ts';
import { App } from './app.tsx';

const studio = await startStudio();
const texts = await createTexts(studio.getState().language);

// Appearance and language follow the state before any view draws again, so that views can read the tokens back.
let shown = studio.getState();
const appear = () => {
  shown = studio.getState();
  applyAppearance(shown.theme, shown.presenter);
  document.documentElement.lang = shown.language;
};
appear();
onSystemThemeChange(appear);
studio.subscribe((state) => {
  if (state.theme !== shown.theme || state.presenter !== shown.presenter) appear();
  if (state.language !== shown.language) void switchLanguage(texts, state.language).then(appear);
});

// There is room for two timelines; what a third one takes the place of lies on the shelf with other runs.
studio.onGivenUp(async (kept) => {
  const { useDirector } = await import('../director/director-state.ts');
  useDirector.getState().keep(kept);
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root to draw into.');
createRoot(root).render(
  <I18nextProvider i18n={texts}>
    <StudioContext value={studio}>
      <CSPProvider disableStyleElements>
        <Suspense fallback={null}>
          <App />
        </Suspense>
        <TooltipLayer />
      </CSPProvider>
    </StudioContext>
  </I18nextProvider>,
);

// Menus are wanted from the first touch on; without one, once the network lives.
for (const first of ['pointermove', 'pointerdown', 'keydown'] as const) {
  addEventListener(first, () => void loadPopups(), { once: true, passive: true });
}
const lives = studio.subscribe(({ playhead }) => {
  if (playhead.time === 0) return;
  lives();
  setTimeout(() => void loadPopups(), 3000);
});

// Once the page is drawn, the rest of the texts comes without anybody waiting for it.
setTimeout(() => void loadAllTexts(texts), 6000);

/** A browser in which not even the studio can be built (no workers, no modules) gets a sentence instead of nothing. */
async function startStudio(): Promise<Studio> {
  try {
    return await createStudio();
  } catch (error) {
    document.body.textContent = `Chainroom needs a browser with module workers. 需要支持模块 Worker 的浏览器。 (${error})`;
    throw error;
  }
}
