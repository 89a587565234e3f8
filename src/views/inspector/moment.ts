import { createContext, useContext, useMemo } from 'react';
import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import { type Sight, sightOf } from '../branches/sight.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';

/** What a panel looks at: one history, at one playhead, through one pair of eyes. Read it while drawing, never keep it. */
export interface Moment {
  readonly history: History;
  readonly scene: Scene;
  readonly sight: Sight;
  /** microseconds */
  readonly time: number;
  /** Last log row that counts as past; −1 at the very start. */
  readonly row: number;
  /** Active tip of the node viewed as, or of most nodes; −1 when there is none. */
  readonly tip: number;
  readonly viewAs: number;
}

/** Carries the moment to the parts of a panel, so that it is worked out once. */
export const MomentContext = createContext<Moment | undefined>(undefined);

/** The moment of the panel this part belongs to. */
export function useMoment(): Moment {
  const moment = useContext(MomentContext);
  if (moment === undefined) throw new Error('A part of the inspector is drawn outside MomentContext.');
  return moment;
}

/** Works out the present moment; changes at ≤ 10 Hz while playing and at once when paused. */
export function usePresentMoment(): Moment {
  const studio = useStudioCore();
  const { playhead, viewAs, godView, activeTimeline, status, computedTime } = useStudio((state) => ({
    playhead: state.playhead,
    viewAs: state.viewAs,
    godView: state.godView,
    activeTimeline: state.activeTimeline,
    status: state.status,
    computedTime: state.computedTime,
  }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: history and scene change behind the same names
  return useMemo(() => {
    const history = studio.history();
    const scene = studio.scene();
    const sight = sightOf(scene, history, { viewAs, godView });
    const tip = viewAs >= 0 ? (sight.tip[viewAs] ?? -1) : (sight.tips[0] ?? -1);
    return { history, scene, sight, time: playhead.time, row: playhead.index - 1, tip, viewAs };
  }, [studio, playhead, viewAs, godView, activeTimeline, status, computedTime]);
}
