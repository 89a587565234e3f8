import { Pause, Play, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { prefersReducedMotion } from '../canvas/reduced-motion.ts';
import { IconButton } from '../design/button.tsx';
import { useText } from '../use-text.ts';
import css from './block-tree.module.css';
import { storyStills } from './reorg-story.ts';

/** Seconds of the reader's time that Play takes for the whole story. */
const playSeconds = 6;

/** Steps and scrubs through a reorganisation: three stills, a slider, and play where movement is welcome. */
export function ReorgBar(props: {
  readonly progress: number;
  readonly onScrub: (progress: number) => void;
  readonly onClose: () => void;
  readonly closable: boolean;
}) {
  const t = useText('tree');
  const [running, setRunning] = useState(false);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (!running) return undefined;
    let last = performance.now();
    let progress = latest.current.progress >= 1 ? 0 : latest.current.progress;
    let handle = requestAnimationFrame(function step(now) {
      progress += (now - last) / 1000 / playSeconds;
      last = now;
      latest.current.onScrub(Math.min(1, progress));
      if (progress >= 1) setRunning(false);
      else handle = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(handle);
  }, [running]);

  const still = (position: number) => () => {
    setRunning(false);
    props.onScrub(storyStills[position] ?? 1);
  };
  return (
    <div className={css.story} role="toolbar" aria-label={t('story.label')}>
      {!prefersReducedMotion() && (
        <IconButton label={running ? t('story.pause') : t('story.play')} onClick={() => setRunning(!running)}>
          {running ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        </IconButton>
      )}
      <input
        type="range"
        className={css.scrub}
        min={0}
        max={1000}
        step={10}
        value={Math.round(props.progress * 1000)}
        aria-label={t('story.scrub')}
        aria-valuetext={`${Math.round(props.progress * 100)} %`}
        onChange={(event) => {
          setRunning(false);
          props.onScrub(Number(event.currentTarget.value) / 1000);
        }}
        onKeyDown={(event) => event.stopPropagation()}
      />
      {(['unhook', 'hook', 'fates'] as const).map((step, position) => (
        <IconButton key={step} label={t(`story.${step}`)} onClick={still(position)}>
          {position + 1}
        </IconButton>
      ))}
      {props.closable && (
        <IconButton label={t('story.close')} onClick={props.onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
