import { useTranslation } from 'react-i18next';
import { type NameAction, type RecordAs, recordStory, withNewSteps } from '#app/editor/record-story';
import { findScenario } from '#scenarios/shipped';
import { LogKind } from '#simulation/log';
import type { Scenario } from '#simulation/scenario/scenario';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { describeAction } from '../timeline/describe-row.ts';
import { useStudioCore } from '../use-studio.ts';
import type { Say } from '../use-text.ts';
import { useEditor } from './editor-state.ts';

/** Writes what the user has done on the timeline on the screen into the draft. */
export function useRecorder(): {
  /** A new draft from the run on the screen. */
  begin(as: RecordAs): Promise<void>;
  /** Adds the actions that the draft does not have yet. */
  add(): Promise<void>;
} {
  const studio = useStudioCore();
  const { i18n } = useTranslation();
  const naming = async (): Promise<NameAction> => {
    await i18n.loadLanguages(['en', 'zh-CN']);
    const [en, zh] = ['en', 'zh-CN'].map(
      (language) => i18n.getFixedT(language, 'timeline') as unknown as Say<'timeline'>,
    );
    return (action) => ({
      en: en === undefined ? '' : describeAction(action, en),
      'zh-CN': zh === undefined ? '' : describeAction(action, zh),
    });
  };
  return {
    async begin(as) {
      const { run, seenTime } = studio.getState();
      const beats: number[] = [];
      for (const row of rowsOfKind(studio.history(), LogKind.beat)) beats[row.x] = row.time;
      const story = recordStory(run, as, await naming(), beats, seenTime);
      useEditor.getState().begin(renamed({ ...story, defaultSeed: run.seed }));
    },
    async add() {
      const { draft, begin } = useEditor.getState();
      if (draft === undefined) return;
      const { run } = studio.getState();
      begin(withNewSteps(draft, run.actions, await naming()));
    },
  };
}

/** A scenario of one's own does not carry the name of one that ships. */
function renamed(scenario: Scenario): Scenario {
  return findScenario(scenario.id) === undefined ? scenario : { ...scenario, id: `my-${scenario.id}` };
}
