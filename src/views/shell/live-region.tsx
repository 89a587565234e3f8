import { useEffect, useRef, useState } from 'react';
import { LogKind } from '#simulation/log';
import { useDescribeRow } from '../timeline/use-describe-row.ts';
import { useSecrets } from '../timeline/use-secrets.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';

const pauseMillis = 1500;
const mostAtOnce = 3;

/** Tells those who listen what happens while time passes: at most a few sentences every second and a half. */
export function LiveRegion() {
  const describe = useDescribeRow();
  const hides = useSecrets();
  const studio = useStudioCore();
  const { playhead, verbosity, activeTimeline } = useStudio((state) => ({
    playhead: state.playhead,
    verbosity: state.verbosity,
    activeTimeline: state.activeTimeline,
  }));
  const [words, setWords] = useState('');
  const told = useRef({ index: playhead.index, time: playhead.time, timeline: activeTimeline });
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const last = told.current;
    told.current = { index: playhead.index, time: playhead.time, timeline: activeTimeline };
    const jumped = playhead.index < last.index || activeTimeline !== last.timeline;
    if (verbosity === 'quiet' || jumped || playhead.index === last.index) return;
    const history = studio.history();
    const kinds = verbosity === 'everything' ? undefined : milestoneKinds;
    for (const row of history.milestones(last.time, playhead.time, kinds)) {
      if (row.row < last.index || row.row >= playhead.index) continue;
      if (row.kind === LogKind.tip && row.x === 0) continue;
      if (hides(row, history, playhead.time)) continue;
      const sentence = describe(row, history);
      if (sentence !== undefined) waiting.current.push(sentence);
    }
    if (waiting.current.length === 0 || timer.current !== undefined) return;
    const tell = () => {
      // Of a flood, the latest matter.
      setWords(waiting.current.slice(-mostAtOnce).join('. '));
      waiting.current = [];
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (waiting.current.length > 0) tell();
      }, pauseMillis);
    };
    tell();
  }, [playhead, verbosity, activeTimeline, studio, describe, hides]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <div className="only-heard" role="log" aria-live="polite">
      {words}
    </div>
  );
}

const milestoneKinds: ReadonlySet<number> = new Set([
  LogKind.blockFound,
  LogKind.tip,
  LogKind.action,
  LogKind.actionRefused,
  LogKind.beat,
  LogKind.attack,
  LogKind.published,
  LogKind.misbehaviour,
  LogKind.blockRejected,
  LogKind.nodeUp,
  LogKind.nodeDown,
]);
