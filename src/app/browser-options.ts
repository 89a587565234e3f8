import { quietNetwork } from '#scenarios/first-scenarios';
import type { Scenario } from '#simulation/scenario/scenario';
import { createAutosave } from './autosave.ts';
import type { StudioOptions } from './create-studio.ts';
import { createSettingsStore } from './settings.ts';
import { createSimulationClient } from './simulation-client.ts';

/** Everything the studio needs, as this browser has it. */
export function browserOptions(): StudioOptions {
  return {
    client: createSimulationClient({ cores: navigator.hardwareConcurrency ?? 1 }),
    scenarios: shippedLater(),
    settings: createSettingsStore(() => localStorage, navigator.languages),
    autosave: createAutosave(() => localStorage),
    requestFrame: (callback) => requestAnimationFrame(callback),
    address: {
      hash: () => location.hash.slice(1),
      base: () => location.href.split('#')[0] as string,
      clearHash: () => history.replaceState(null, '', `${location.pathname}${location.search}`),
      onHashChange: (listener) => addEventListener('hashchange', listener),
    },
    onPageHide: (listener) => {
      addEventListener('pagehide', listener);
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'hidden') listener();
      });
    },
    download: saveAsFile,
  };
}

/** The scenarios that ship, without keeping the page waiting for those it does not show yet. */
function shippedLater(): StudioOptions['scenarios'] {
  let find = (id: string): Scenario | undefined => (id === quietNetwork.id ? quietNetwork : undefined);
  return {
    first: quietNetwork,
    find: (id) => find(id),
    async load() {
      find = (await import('#scenarios/shipped')).findScenario;
    },
  };
}

/** Offers a text as a download. */
function saveAsFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download has begun once the click was handled; the address may go after it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
