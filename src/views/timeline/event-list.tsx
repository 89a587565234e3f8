import { List } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../design/button.tsx';
import { Popover } from '../design/popover.tsx';
import { formatClock } from '../format/sim-time.ts';
import { useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { laneItemsOf } from './lane-items.ts';
import css from './timeline.module.css';
import { useDescribeRow } from './use-describe-row.ts';
import { useSecrets } from './use-secrets.ts';

const listed = 60;

/** The lanes as a list of sentences around the playhead; each takes the reader there. */
export function EventList() {
  const t = useText('timeline');
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t('events')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={t('events')}>
          <List size={18} aria-hidden />
        </IconButton>
      }
    >
      <h2 className={css.listTitle}>{t('events')}</h2>
      <Events />
    </Popover>
  );
}

function Events() {
  const t = useText('timeline');
  const studio = useStudioCore();
  const verbs = useVerbs();
  const { playhead, seenTime } = useStudio((state) => ({
    playhead: state.playhead,
    seenTime: state.seenTime,
  }));
  const describe = useDescribeRow();
  const history = studio.history();
  const hides = useSecrets();
  const seen = Math.max(seenTime, playhead.time);
  const items = laneItemsOf(history).filter(
    ({ time, event }) => time <= seen && (event === undefined || !hides(event, history, seen)),
  );
  const now = items.findLastIndex((item) => item.row < playhead.index);
  const from = Math.max(0, Math.min(now - listed / 2, items.length - listed));
  const shown = items.slice(from, from + listed);
  if (shown.length === 0) return <p className={css.listEmpty}>{t('eventsEmpty')}</p>;
  return (
    <ol className={css.list}>
      {shown.map((item, position) => (
        <li key={item.row}>
          <button
            type="button"
            className={css.listItem}
            aria-current={from + position === now}
            onClick={() => {
              verbs.seekRow(item.row);
              if (item.selection.kind !== 'none') verbs.select(item.selection);
            }}
          >
            <span className={css.listTime}>{formatClock(item.time)}</span>
            <span>{item.event === undefined ? '' : describe(item.event, history)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
