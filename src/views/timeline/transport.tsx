import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';
import { IconButton } from '../design/button.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './timeline.module.css';

/** Play, pause and the steps in both directions. */
export function Transport() {
  const t = useText('timeline');
  const verbs = useVerbs();
  const playing = useStudio((state) => state.playing);
  return (
    <div className={css.transport}>
      <IconButton label={t('back.interesting')} shortcut="Shift N" onClick={() => verbs.stepInteresting(-1)}>
        <SkipBack size={18} aria-hidden />
      </IconButton>
      <IconButton label={t('back.event')} shortcut="←" onClick={() => verbs.stepEvent(-1)}>
        <StepBack size={18} aria-hidden />
      </IconButton>
      <IconButton
        label={t(playing ? 'pause' : 'play')}
        shortcut="Space"
        className={css.play}
        onClick={verbs.togglePlay}
      >
        {playing ? (
          <Pause size={20} fill="currentColor" aria-hidden />
        ) : (
          <Play size={20} fill="currentColor" aria-hidden />
        )}
      </IconButton>
      <IconButton label={t('on.event')} shortcut="→" onClick={() => verbs.stepEvent(1)}>
        <StepForward size={18} aria-hidden />
      </IconButton>
      <IconButton label={t('on.interesting')} shortcut="N" onClick={() => verbs.stepInteresting(1)}>
        <SkipForward size={18} aria-hidden />
      </IconButton>
    </div>
  );
}
