import { ArrowLeftRight, Bookmark, Repeat, RotateCcw, X } from 'lucide-react';
import { IconButton } from '../design/button.tsx';
import { shortHash } from '../format/short-hash.ts';
import { formatClock } from '../format/sim-time.ts';
import type { Layout } from '../shell/use-layout.ts';
import { useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { EventList } from './event-list.tsx';
import { Lanes } from './lanes.tsx';
import { PaceMenu } from './pace-menu.tsx';
import css from './timeline.module.css';
import { Transport } from './transport.tsx';

/** Panel E: time as something one can hold. Transport and pace at the left, everything that happened at the right. */
export function Timeline({ layout }: { readonly layout: Layout }) {
  const t = useText('timeline');
  const verbs = useVerbs();
  const presenter = useStudio((state) => state.presenter);
  return (
    <section
      id="timeline"
      className={css.timeline}
      data-layout={layout}
      aria-label={t('label')}
      tabIndex={-1}
    >
      <div className={css.controls}>
        <Transport />
        <div className={css.second}>
          <PaceMenu short={layout === 'tabs' || presenter} />
          <IconButton label={t('startOver')} shortcut="R" onClick={verbs.restart}>
            <RotateCcw size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('bookmark')} shortcut="B" onClick={verbs.bookmark}>
            <Bookmark size={16} aria-hidden />
          </IconButton>
          <EventList />
        </div>
      </div>
      <div className={css.right}>
        <Lanes />
        <OtherTimeline />
      </div>
    </section>
  );
}

/** What to do with the second timeline, while there is one. */
function OtherTimeline() {
  const t = useText('timeline');
  const verbs = useVerbs();
  const studio = useStudioCore();
  const { timelines, activeTimeline, seen } = useStudio((state) => ({
    timelines: state.timelines,
    activeTimeline: state.activeTimeline,
    seen: Math.max(state.seenTime, state.playhead.time),
  }));
  const active = timelines.find((timeline) => timeline.id === activeTimeline);
  const other = timelines.find((timeline) => timeline.id !== activeTimeline);
  if (other === undefined || active === undefined) return null;
  // What is computed ahead of the reader is nobody's business yet.
  const first = studio.history().blocks[active.firstDifferingBlock];
  const differing = first !== undefined && first.foundAt <= seen ? first : undefined;
  return (
    <div className={css.other}>
      <span className={css.otherWords}>
        {t('other', { time: formatClock(Math.max(other.forkedAt, active.forkedAt)) })}
        {' · '}
        {differing === undefined ? (
          t('otherSame')
        ) : (
          <button type="button" onClick={() => verbs.select({ kind: 'block', block: differing.index })}>
            {t('otherDiffers', { block: `${differing.height} (${shortHash(differing.hash)})` })}
          </button>
        )}
      </span>
      <IconButton
        label={t('otherRepeat')}
        onClick={async () => {
          const { openRepeat } = await import('../experiments/open-repeat.ts');
          openRepeat(studio, Math.max(other.forkedAt, active.forkedAt));
        }}
      >
        <Repeat size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('swap')} shortcut="V" onClick={verbs.swapTimelines}>
        <ArrowLeftRight size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('dropOther')} onClick={verbs.dropOtherTimeline}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
