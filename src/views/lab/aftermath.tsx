import type { LogRow } from '#app/history';
import { LogKind } from '#simulation/log';
import { Button } from '../design/button.tsx';
import { formatClock } from '../format/sim-time.ts';
import { useMoment } from '../inspector/moment.ts';
import { Section } from '../inspector/parts/facts.tsx';
import { describeRow } from '../timeline/describe-row.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './lab.module.css';

const most = 40;
const bad: ReadonlySet<number> = new Set([
  LogKind.txRejected,
  LogKind.blockRejected,
  LogKind.misbehaviour,
  LogKind.linkDown,
  LogKind.actionRefused,
]);

/** What came of something that was sent at `since`, row by row, up to the playhead. */
export function Aftermath({
  since,
  about,
}: {
  /** microseconds */
  readonly since: number;
  /** Whether a row belongs to what was sent. */
  readonly about: (row: LogRow) => boolean;
}) {
  const t = useText('locks');
  const words = useText('timeline');
  const verbs = useVerbs();
  const playing = useStudio((state) => state.playing);
  const { history, time, row: present } = useMoment();
  const rows = history
    .milestones(since, time)
    .filter((row) => row.row <= present && about(row))
    .slice(0, most);
  return (
    <Section title={t('aftermath.title')} aside={rows.length > 0 ? rows.length : undefined}>
      {rows.length === 0 && <p className={css.quiet}>{t('aftermath.nothing')}</p>}
      <ol className={css.events} aria-live="polite">
        {rows.map((row) => (
          <li key={row.row} className={css.event} data-bad={bad.has(row.kind) || undefined}>
            <time>{formatClock(row.time)}</time>
            <span>
              {row.kind === LogKind.txAccepted
                ? t('aftermath.accepted', { node: history.nodes[row.a]?.name ?? '?' })
                : describeRow(row, history, words)}
            </span>
          </li>
        ))}
      </ol>
      {!playing && (
        <div className={css.actions}>
          <Button tone="primary" onClick={() => verbs.play()}>
            {t('aftermath.play')}
          </Button>
        </div>
      )}
    </Section>
  );
}
