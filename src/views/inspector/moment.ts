import { createContext, useContext, useMemo, useRef } from 'react';
import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import type { StudioState } from '#app/studio-state';
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

/** Real milliseconds between two moments while the picture moves: text that changes faster cannot be read. */
const shortestLook = 250;

/** Works out the present moment; changes four times a second while playing and at once when paused or sought. */
export function usePresentMoment(): Moment {
  const studio = useStudioCore();
  const look = useRef<{ readonly at: number; readonly state: Watched }>(undefined);
  const { playhead, viewAs, godView, activeTimeline, status, run } = useStudio((state) => {
    const last = look.current;
    const now = performance.now();
    if (
      last !== undefined &&
      state.playing &&
      now - last.at < shortestLook &&
      sameButPlayhead(last.state, state)
    ) {
      return last.state;
    }
    const { playhead, viewAs, godView, activeTimeline, status, run } = state;
    const seen = { playhead, viewAs, godView, activeTimeline, status, run };
    look.current = { at: now, state: seen };
    return seen;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: history and scene change behind the same names
  return useMemo(() => {
    const history = studio.history();
    const scene = studio.scene();
    const sight = sightOf(scene, history, { viewAs, godView });
    const tip = viewAs >= 0 ? (sight.tip[viewAs] ?? -1) : (sight.tips[0] ?? -1);
    return { history, scene, sight, time: playhead.time, row: playhead.index - 1, tip, viewAs };
  }, [studio, playhead, viewAs, godView, activeTimeline, status, run]);
}

type Watched = Pick<StudioState, 'playhead' | 'viewAs' | 'godView' | 'activeTimeline' | 'status' | 'run'>;

function sameButPlayhead(p: Watched, q: Watched): boolean {
  return (
    p.viewAs === q.viewAs &&
    p.godView === q.godView &&
    p.activeTimeline === q.activeTimeline &&
    p.status === q.status &&
    p.run === q.run &&
    // Backwards is a seek: show it at once.
    q.playhead.time >= p.playhead.time
  );
}
