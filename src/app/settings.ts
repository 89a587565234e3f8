import { languageFor } from '#i18n/language';
import type { StudioState } from './studio-state.ts';

/** What the reader has set for good, whatever run is open. */
export type Settings = Pick<
  StudioState,
  'language' | 'theme' | 'presenter' | 'singleKeys' | 'verbosity' | 'packetsOpen'
>;

/** Keeps settings between visits. */
export interface SettingsStore {
  load(): Settings;
  save(settings: Settings): void;
}

const key = 'chainroom.settings';

/** Settings in `localStorage`. A browser that refuses storage, or holds something else under that name, costs the
 * reader nothing but the memory of them. */
export function createSettingsStore(
  storage: () => Pick<Storage, 'getItem' | 'setItem'>,
  preferredLanguages: readonly string[],
): SettingsStore {
  const defaults: Settings = {
    language: languageFor(preferredLanguages),
    theme: 'system',
    presenter: false,
    singleKeys: true,
    verbosity: 'milestones',
    packetsOpen: false,
  };
  return {
    load() {
      const saved = read(storage);
      return {
        language: oneOf(['en', 'zh-CN'], saved.language, defaults.language),
        theme: oneOf(['system', 'light', 'dark'], saved.theme, defaults.theme),
        presenter: oneOf([true, false], saved.presenter, defaults.presenter),
        singleKeys: oneOf([true, false], saved.singleKeys, defaults.singleKeys),
        verbosity: oneOf(['quiet', 'milestones', 'everything'], saved.verbosity, defaults.verbosity),
        packetsOpen: oneOf([true, false], saved.packetsOpen, defaults.packetsOpen),
      };
    },
    save(settings) {
      try {
        storage().setItem(key, JSON.stringify(settings));
      } catch {
        // Private windows and full disks: the settings last for this visit only.
      }
    },
  };
}

function read(storage: () => Pick<Storage, 'getItem' | 'setItem'>): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(storage().getItem(key) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function oneOf<T>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((each) => each === value) ?? otherwise;
}
