import { memo } from 'react';
import type { History, LogRow } from '#app/history';
import { LogKind } from '#simulation/log';
import { gatherMilestones } from '../../branches/gather-milestones.ts';
import { formatCoins } from '../../format/coins.ts';
import { formatClock } from '../../format/sim-time.ts';
import { useStudioCore } from '../../use-studio.ts';
import { useTextIfKnown } from '../../use-text.ts';
import { BlockLink, NodeLink, ObjectLink, TxLink } from '../parts/object-link.tsx';
import { useSentence } from '../use-sentence.tsx';
import css from './network-panel.module.css';

/** A milestone, and how many further nodes did the very same (a reorganisation is shared by a whole side). */
export interface TellingEvent {
  readonly event: LogRow;
  readonly others: number;
}

/** Their numbers only: a payment every minute makes thousands in an evening. */
const tellingRows = gatherMilestones<number[]>(
  [
    LogKind.tip,
    LogKind.blockFound,
    LogKind.blockRejected,
    LogKind.txRejected,
    LogKind.misbehaviour,
    LogKind.nodeUp,
    LogKind.nodeDown,
    LogKind.payment,
    LogKind.attack,
    LogKind.published,
    LogKind.action,
  ],
  () => [],
  (rows, row) => {
    // Of tips, reorganisations are worth telling; and what exists from the start is no news.
    if (row.time > 0 && (row.kind !== LogKind.tip || row.x > 0)) rows.push(row.row);
  },
);

/** The latest milestones worth a sentence, newest first.
 * @param now last log row that counts as past
 * @param most at most so many
 * @param hides what whoever looks cannot know */
export function latestEvents(
  history: History,
  now: number,
  most: number,
  hides: (event: LogRow) => boolean,
): readonly TellingEvent[] {
  const rows = tellingRows(history);
  const events: { event: LogRow; others: number }[] = [];
  for (let i = rows.length - 1; i >= 0; i--) {
    if (rows[i]! > now) continue;
    const event = history.row(rows[i]!);
    if (event === undefined || hides(event)) continue;
    const same =
      event.kind === LogKind.tip
        ? events.find((other) => other.event.kind === LogKind.tip && other.event.object === event.object)
        : undefined;
    if (same !== undefined) {
      // The first to switch stands for all who followed.
      same.event = event;
      same.others++;
    } else if (events.length === most) break;
    else events.push({ event, others: 0 });
  }
  return events;
}

/** One milestone as a sentence with its time in front. */
export const EventLine = memo(function EventLine({ event, others }: TellingEvent) {
  const say = useSentence('inspector');
  const known = useTextIfKnown('inspector');
  const history = useStudioCore().history();
  const sentence = () => {
    switch (event.kind) {
      case LogKind.blockFound:
        return say('event.blockFound', {
          node: <NodeLink node={event.a} />,
          block: <BlockLink block={event.object} height />,
        });
      case LogKind.tip:
        return say(others > 0 ? 'event.reorgMany' : 'event.reorg', {
          node: <NodeLink node={event.a} />,
          count: others,
          reorg: (
            <ObjectLink to={{ kind: 'reorg', row: event.row }} kind="plain">
              {say('event.reorgLink', { count: event.x })}
            </ObjectLink>
          ),
        });
      case LogKind.payment:
        return say('event.payment', {
          from: <NodeLink node={event.a} />,
          to: <NodeLink node={event.b} />,
          amount: formatCoins(BigInt(Math.round(event.x))),
          tx: <TxLink tx={event.object} />,
        });
      case LogKind.blockRejected:
        return say('event.blockRejected', {
          node: <NodeLink node={event.a} />,
          block: <BlockLink block={event.object} />,
          reason: history.reasons[event.x] ?? '?',
        });
      case LogKind.txRejected:
        return say('event.txRejected', {
          node: <NodeLink node={event.a} />,
          tx: <TxLink tx={event.object} />,
          reason: history.reasons[event.x] ?? '?',
        });
      case LogKind.misbehaviour:
        return say('event.misbehaviour', {
          node: <NodeLink node={event.a} />,
          peer: <NodeLink node={event.b} />,
        });
      case LogKind.nodeUp:
        return say('event.nodeUp', { node: <NodeLink node={event.a} /> });
      case LogKind.nodeDown:
        return say('event.nodeDown', { node: <NodeLink node={event.a} /> });
      case LogKind.published:
        return say('event.published', { node: <NodeLink node={event.a} />, count: event.x });
      case LogKind.attack:
        return say('event.attack', {
          attack: (
            <ObjectLink to={{ kind: 'attack', attacker: event.a }} kind="plain">
              {say('event.attackLink')}
            </ObjectLink>
          ),
          phase: say(`attack.phase${event.x as 1 | 2 | 3 | 4 | 5 | 6}`),
        });
      default: {
        const action = history.actions[event.object]?.action;
        return action === undefined
          ? null
          : (known(`event.action.${action.type}`) ?? say('event.actionOther'));
      }
    }
  };
  return (
    <li className={css.event}>
      <time className={css.clock}>{formatClock(event.time)}</time>
      <span>{sentence()}</span>
    </li>
  );
});
