import { createContext, useCallback, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Scene } from '#app/scene';
import type { Studio, StudioState, StudioVerbs } from '#app/studio-state';

/** Carries the studio to every view; `main.tsx` provides it. */
export const StudioContext = createContext<Studio | undefined>(undefined);

/** The studio itself: for event handlers, `history()` and drawing. Reading it does not subscribe to anything. */
export function useStudioCore(): Studio {
  const studio = useContext(StudioContext);
  if (studio === undefined) throw new Error('A view is drawn outside StudioContext.');
  return studio;
}

/** A slow-changing value (≤ 10 Hz). Objects and arrays are compared one level deep:
 * `const { playing, pace } = useStudio((s) => ({ playing: s.playing, pace: s.pace }))`. */
export function useStudio<Value>(select: (state: StudioState) => Value): Value {
  const studio = useStudioCore();
  const pick = useShallow(select);
  return useSyncExternalStore(studio.subscribe, () => pick(studio.getState()));
}

/** What the user can do. Verbs never change, so this never causes a redraw. */
export function useVerbs(): StudioVerbs {
  return useStudioCore().verbs;
}

/** A value of the scene at the playhead for panels, at the store's pace (≤ 10 Hz).
 * The scene is reused between frames: `select` copies out what it needs. Compared one level deep. */
export function useScene<Value>(select: (scene: Scene) => Value): Value {
  const studio = useStudioCore();
  const pick = useShallow(select);
  const last = useRef<{ state: StudioState; pick: unknown; value: Value }>(undefined);
  const snapshot = useCallback(() => {
    const state = studio.getState();
    if (last.current?.state !== state || last.current.pick !== pick) {
      last.current = { state, pick, value: pick(studio.scene()) };
    }
    return last.current.value;
  }, [studio, pick]);
  return useSyncExternalStore(studio.subscribe, snapshot);
}

/** Runs `draw` once per animation frame while mounted, with the scene and whether anything changed: for canvases. */
export function useFrame(draw: (scene: Scene, changed: boolean) => void): void {
  const studio = useStudioCore();
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(() => studio.onFrame((scene, changed) => latest.current(scene, changed)), [studio]);
}
