import { createContext, useCallback, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { shallow } from 'zustand/shallow';
import type { Scene } from '#app/scene';
import type { Studio, StudioState, StudioVerbs } from '#app/studio-state';
import type { Turn } from '#app/turns';

/** Carries the studio to every view; `main.tsx` provides it. */
export const StudioContext = createContext<Studio | undefined>(undefined);

/** Whose turn a view is told in that things have moved: a panel sets it for all of its parts. */
export const TurnContext = createContext<Turn>('rest');

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
  return useSyncExternalStore(useSubscribe(studio), () => pick(studio.getState()));
}

function useSubscribe(studio: Studio): (listener: () => void) => () => void {
  const turn = useContext(TurnContext);
  return useCallback((listener: () => void) => studio.subscribe(listener, turn), [studio, turn]);
}

/** What the user can do. Verbs never change, so this never causes a redraw. */
export function useVerbs(): StudioVerbs {
  return useStudioCore().verbs;
}

/** A value of the scene at the playhead for panels, at the store's pace (≤ 10 Hz).
 * The scene is reused between frames: `select` copies out what it needs. Compared one level deep. Worked out once per
 * change of the state; a `select` that stays the same function (`useCallback`) saves a second time after each render. */
export function useScene<Value>(select: (scene: Scene) => Value): Value {
  const studio = useStudioCore();
  const last = useRef<Known<Value>>(undefined);
  const snapshot = useCallback(() => {
    const state = studio.getState();
    if (last.current?.state !== state || last.current.select !== select) {
      last.current = look(studio, state, select, last.current);
    }
    return last.current.value;
  }, [studio, select]);
  return useSyncExternalStore(useSubscribe(studio), snapshot);
}

/** Like `useScene`, for what nobody needs ten times a second: while time runs, as old as `calmMillis` at most; at once
 * when it stands still, and when `select` is another function. */
export function useCalmScene<Value>(select: (scene: Scene) => Value, calmMillis = 1000): Value {
  const studio = useStudioCore();
  const last = useRef<Known<Value> & { at: number }>(undefined);
  const snapshot = useCallback(() => {
    const state = studio.getState();
    const known = last.current;
    const now = performance.now();
    const calm = known?.select === select && state.playing && now - known.at < calmMillis;
    if (known === undefined || (known.state !== state && !calm) || known.select !== select) {
      last.current = { ...look(studio, state, select, known), at: now };
    }
    return last.current!.value;
  }, [studio, select, calmMillis]);
  return useSyncExternalStore(useSubscribe(studio), snapshot);
}

interface Known<Value> {
  readonly state: StudioState;
  readonly select: (scene: Scene) => Value;
  readonly value: Value;
}

function look<Value>(
  studio: Studio,
  state: StudioState,
  select: (scene: Scene) => Value,
  known: Known<Value> | undefined,
): Known<Value> {
  const value = select(studio.scene());
  return { state, select, value: known !== undefined && shallow(known.value, value) ? known.value : value };
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
