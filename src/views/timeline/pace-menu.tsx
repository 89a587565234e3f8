import { ChevronDown } from 'lucide-react';
import { speedNotches } from '#app/speed-notches';
import type { PauseAt } from '#app/studio-state';
import { Menu, type MenuEntry } from '../design/menu.tsx';
import { formatPercent } from '../format/quantity.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './timeline.module.css';
import { useDuration } from './use-duration.ts';

const stops: readonly PauseAt[] = ['nothing', 'block', 'fork', 'reorg'];

/** How fast time runs, in words, and what it should stop at. */
export function PaceMenu({ short }: { readonly short: boolean }) {
  const t = useText('timeline');
  const duration = useDuration();
  const verbs = useVerbs();
  const { speed, pauseAt } = useStudio((state) => ({ speed: state.speed, pauseAt: state.pauseAt }));
  const entries: MenuEntry[] = [
    // First, because they are few: below the paces nobody would see them in a low window.
    { kind: 'heading', label: t('stopAt') },
    ...stops.map(
      (stop): MenuEntry => ({
        kind: 'choice',
        label: t(`stop.${stop}`),
        chosen: pauseAt === stop,
        onSelect: () => verbs.setPauseAt(stop),
      }),
    ),
    { kind: 'separator' },
    { kind: 'heading', label: t('pace') },
    {
      kind: 'choice',
      label: t('story'),
      note: t('storyNote'),
      chosen: speed.mode === 'story',
      onSelect: () => verbs.setSpeed({ mode: 'story' }),
    },
    ...speedNotches.map(
      (microsPerSecond): MenuEntry => ({
        kind: 'choice',
        label: t('perSecond', { duration: duration(microsPerSecond) }),
        chosen: speed.mode === 'fixed' && speed.microsPerSecond === microsPerSecond,
        onSelect: () => verbs.setSpeed({ mode: 'fixed', microsPerSecond }),
      }),
    ),
  ];
  return (
    <Menu
      entries={entries}
      trigger={
        <button type="button" className={css.pace}>
          <span className={css.paceName}>
            <span>
              {pauseAt !== 'nothing'
                ? t(`until.${pauseAt}`)
                : speed.mode === 'story'
                  ? t('story')
                  : t('pace')}
            </span>
            <ChevronDown size={14} aria-hidden />
          </span>
          <PaceWords short={short} />
        </button>
      }
    />
  );
}

/** The pace in words, apart from the menu: following the story it changes all the time. */
function PaceWords({ short }: { readonly short: boolean }) {
  const t = useText('timeline');
  const duration = useDuration();
  const { limited, words } = useStudio(({ hashLimited, headingFor, computedTime, playing, speed, pace }) => ({
    limited: hashLimited,
    words:
      headingFor >= 0
        ? t('catchingUp', { share: formatPercent(Math.min(1, computedTime / Math.max(1, headingFor))) })
        : hashLimited
          ? t('hashLimited')
          : playing || speed.mode === 'fixed'
            ? t(short ? 'perSecondShort' : 'perSecond', { duration: duration(pace) })
            : t('paused'),
  }));
  return (
    <span className={css.paceWords} data-limited={limited}>
      {words}
    </span>
  );
}
