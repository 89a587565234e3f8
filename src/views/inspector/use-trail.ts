import { useEffect, useRef, useState } from 'react';
import { useStudio, useVerbs } from '../use-studio.ts';
import { emptyTrail, move, type Trail, visit } from './selection-trail.ts';

/** Back and forward through what the reader has looked at. */
export interface TrailControls {
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
  go(steps: number): void;
}

/** Follows the studio's selection, wherever it is made, and walks back along it. */
export function useTrail(): TrailControls {
  const verbs = useVerbs();
  const selection = useStudio((state) => state.selection);
  const [trail, setTrail] = useState<Trail>(emptyTrail);
  const latest = useRef(trail);
  useEffect(() => {
    latest.current = visit(latest.current, selection);
    setTrail(latest.current);
  }, [selection]);
  return {
    canGoBack: trail.at > 0,
    canGoForward: trail.at < trail.entries.length - 1,
    go(steps) {
      const moved = move(latest.current, steps);
      latest.current = moved;
      setTrail(moved);
      verbs.select(moved.entries[moved.at]!);
    },
  };
}
