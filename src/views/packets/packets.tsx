import { ArrowDownToLine, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useMemo, useState } from 'react';
import type { History, LogRow } from '#app/history';
import { LogKind } from '#simulation/log';
import { Button, IconButton } from '../design/button.tsx';
import { formatCount } from '../format/quantity.ts';
import { shortHash } from '../format/short-hash.ts';
import { formatClockMicros } from '../format/sim-time.ts';
import { useSize } from '../format/use-size.ts';
import { mainConsequence, outcomeOf } from '../inspector/message/message-outcome.ts';
import { MomentContext, useMoment, usePresentMoment } from '../inspector/moment.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { type Say, useText } from '../use-text.ts';
import { type FilteredPacket, type PacketStatus, parsePacketFilter } from './packet-filter.ts';
import css from './packets.module.css';

/** Messages looked through at most, newest first: enough to scroll for a while, few enough to filter at ten a second. */
const lookedThrough = 3_000;
/** How far back in simulated time the list begins. */
const spanMicros = 7_200e6;

/** Panel D: every message as one line, like a packet sniffer's list; follows the playhead. */
export function Packets() {
  const moment = usePresentMoment();
  return (
    <MomentContext.Provider value={moment}>
      <PacketTable />
    </MomentContext.Provider>
  );
}

function PacketTable() {
  const t = useText('packets');
  const verbs = useVerbs();
  const moment = useMoment();
  const { history, time, row: now } = moment;
  const selection = useStudio((state) => state.selection);
  const presenter = useStudio((state) => state.presenter);
  const [filter, setFilter] = useState('');
  const [following, setFollowing] = useState(true);
  const [held, setHeld] = useState<readonly LogRow[]>([]);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState(-1);
  const { ref, height } = useSize<HTMLDivElement>();
  const base = useId();
  const rowHeight = presenter ? 40 : 26;

  const matches = useMemo(() => parsePacketFilter(filter), [filter]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new moment is a new list
  const fresh = useMemo(
    () =>
      history
        .messages(Math.max(0, time - spanMicros), time, lookedThrough)
        .filter((sent) => sent.row <= now && matches(packetOf(history, sent, now))),
    [moment, matches],
  );
  const rows = following || held.length === 0 ? fresh : held;
  const first = Math.max(0, Math.floor(top / rowHeight) - 4);
  const shown = rows.slice(first, first + Math.ceil(height / rowHeight) + 8);
  const selectedRow = selection.kind === 'message' ? selection.row : -1;
  const activeIndex = rows.findIndex((sent) => sent.row === active);

  useLayoutEffect(() => {
    const element = ref.current;
    if (following && element !== null) element.scrollTop = rows.length * rowHeight;
  }, [following, rows.length, rowHeight, ref]);

  const hold = () => {
    if (!following) return;
    setFollowing(false);
    setHeld(fresh);
  };
  const reveal = (index: number) => {
    const element = ref.current;
    if (element === null) return;
    const y = index * rowHeight;
    if (y < element.scrollTop) element.scrollTop = y;
    else if (y + rowHeight > element.scrollTop + element.clientHeight - rowHeight)
      element.scrollTop = y + 2 * rowHeight - element.clientHeight;
  };
  const go = (index: number) => {
    const sent = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (sent === undefined) return;
    hold();
    setActive(sent.row);
    reveal(rows.indexOf(sent));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(height / rowHeight) - 2);
    const from = activeIndex < 0 ? rows.length : activeIndex;
    const to: Readonly<Record<string, number>> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + page,
      PageUp: from - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = to[event.key];
    if (target !== undefined) go(target);
    else if ((event.key === 'Enter' || event.key === ' ') && activeIndex >= 0)
      verbs.select({ kind: 'message', row: active });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={css.packets}>
      <div className={css.head}>
        <h2 className={css.title}>{t('title')}</h2>
        <FilterBox value={filter} onChange={setFilter} />
        <p className={css.count} role="status">
          {rows.length >= lookedThrough
            ? t('countLast', { n: formatCount(rows.length) })
            : t('count', { count: rows.length, n: formatCount(rows.length) })}
        </p>
        {!following && (
          <Button
            onClick={() => {
              setFollowing(true);
              setHeld([]);
            }}
          >
            <ArrowDownToLine size={15} aria-hidden />
            {t('follow')}
          </Button>
        )}
        <IconButton label={t('close')} onClick={() => verbs.setPacketsOpen(false)}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      {rows.length === 0 ? (
        <div className={css.empty}>
          <p>{t(filter.trim() === '' ? 'empty' : 'emptyFilter')}</p>
          <p>{t(filter.trim() === '' ? 'emptyHow' : 'emptyFilterHow')}</p>
        </div>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a table element cannot be drawn in part
        <div
          ref={ref}
          role="grid"
          aria-label={t('title')}
          aria-rowcount={rows.length + 1}
          aria-activedescendant={shown.some((sent) => sent.row === active) ? `${base}-${active}` : undefined}
          tabIndex={0}
          className={css.grid}
          style={{ ['--row' as string]: `${rowHeight}px` }}
          onKeyDown={onKeyDown}
          onWheel={(event) => event.deltaY < 0 && hold()}
          onScroll={(event) => {
            setTop(event.currentTarget.scrollTop);
          }}
        >
          <HeadRow />
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          <div role="rowgroup" className={css.body} style={{ height: rows.length * rowHeight }}>
            {shown.map((sent, index) => (
              <PacketRow
                key={sent.row}
                id={`${base}-${sent.row}`}
                sent={sent}
                index={first + index}
                top={(first + index) * rowHeight}
                selected={sent.row === selectedRow}
                active={sent.row === active}
                onPick={() => {
                  hold();
                  setActive(sent.row);
                  verbs.select({ kind: 'message', row: sent.row });
                }}
              />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

const columns = ['row', 'time', 'from', 'to', 'type', 'object', 'bytes', 'result'] as const;

function HeadRow() {
  const t = useText('packets');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be drawn in part
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    <div role="row" aria-rowindex={1} className={css.headRow}>
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <span key={column} role="columnheader" data-column={column}>
          {t(`column.${column}`)}
        </span>
      ))}
    </div>
  );
}

function PacketRow({
  id,
  sent,
  index,
  top,
  selected,
  active,
  onPick,
}: {
  readonly id: string;
  readonly sent: LogRow;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly active: boolean;
  readonly onPick: () => void;
}) {
  const t = useText('packets');
  const verbs = useVerbs();
  const { history, row: now } = useMoment();
  const payload = history.payloads[sent.object];
  const name = (node: number) => history.nodes[node]?.name ?? '?';
  const cells: Readonly<Record<(typeof columns)[number], ReactNode>> = {
    row: formatCount(sent.row),
    time: formatClockMicros(sent.time),
    from: name(sent.a),
    to: name(sent.b),
    type: payload?.command ?? '?',
    object: objectText(history, sent, t),
    bytes: formatCount(payload?.size ?? 0),
    result: resultText(history, sent, now, t),
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be drawn in part
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles keys
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={css.row}
      data-selected={selected || undefined}
      data-active={active || undefined}
      data-kind={payload?.objectKind}
      data-status={statusOf(history, sent, now)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onPick}
      onPointerEnter={() => verbs.setHover({ kind: 'message', row: sent.row })}
      onPointerLeave={() => verbs.setHover({ kind: 'none' })}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <span key={column} role="gridcell" data-column={column}>
          {cells[column]}
        </span>
      ))}
    </div>
  );
}

function FilterBox({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const t = useText('packets');
  const id = useId();
  const [open, setOpen] = useState(false);
  const hints = ['type:block', 'node:P3', 'hash:', 'is:lost', '-type:inv'];
  return (
    <div className={css.filter}>
      <label className="only-heard" htmlFor={id}>
        {t('filter')}
      </label>
      <input
        id={id}
        className={css.input}
        value={value}
        placeholder={t('filterHint')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation();
            onChange('');
          }
        }}
      />
      {open && (
        <ul className={css.hints} aria-label={t('hints')}>
          {hints.map((hint) => (
            <li key={hint}>
              <button
                type="button"
                // Before the input loses its focus.
                onPointerDown={(event) => {
                  event.preventDefault();
                  onChange(`${value.trim()} ${hint}`.trim());
                }}
              >
                {hint}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function packetOf(history: History, sent: LogRow, now: number): FilteredPacket {
  const payload = history.payloads[sent.object];
  return {
    command: payload?.command ?? '',
    from: history.nodes[sent.a]?.name ?? '',
    to: history.nodes[sent.b]?.name ?? '',
    hashes: (payload?.objects ?? []).map((object) =>
      payload?.objectKind === 'block'
        ? (history.blocks[object]?.hash ?? '')
        : (history.transactions[object]?.txid ?? ''),
    ),
    status: () => statusOf(history, sent, now),
  };
}

function statusOf(history: History, sent: LogRow, now: number): PacketStatus {
  const outcome = outcomeOf(history, sent, now);
  const refused = outcome.consequences.some(
    (row) =>
      row.kind === LogKind.blockRejected ||
      row.kind === LogKind.txRejected ||
      row.kind === LogKind.misbehaviour,
  );
  return refused ? 'refused' : outcome.status;
}

function objectText(history: History, sent: LogRow, t: Say<'packets'>): string {
  const payload = history.payloads[sent.object];
  if (payload === undefined || payload.objectKind === 'none') {
    return payload !== undefined && payload.count > 0 ? t('entries', { count: payload.count }) : '';
  }
  const names = payload.objects
    .slice(0, 3)
    .map((object) =>
      payload.objectKind === 'block'
        ? blockName(history, object)
        : shortHash(history.transactions[object]?.txid ?? '????'),
    );
  const more = payload.count - names.length;
  return more > 0 ? `${names.join(' ')} +${more}` : names.join(' ');
}

function blockName(history: History, block: number): string {
  const record = history.blocks[block];
  return record === undefined ? '????' : `${record.height}·${shortHash(record.hash)}`;
}

function resultText(history: History, sent: LogRow, now: number, t: Say<'packets'>): string {
  const outcome = outcomeOf(history, sent, now);
  if (outcome.status === 'under-way') return t('result.underWay');
  if (outcome.status === 'lost') return t('result.lost');
  const main = mainConsequence(outcome);
  switch (main?.kind) {
    case LogKind.blockRejected:
    case LogKind.txRejected:
      return t('result.refused', { reason: history.reasons[main.x] ?? '?' });
    case LogKind.misbehaviour:
      return t('result.hungUp', { reason: history.reasons[main.x] ?? '?' });
    case LogKind.tip:
      return main.x > 0 ? t('result.reorg', { count: main.x }) : t('result.tip');
    case LogKind.blockAccepted:
      return t('result.stored');
    case LogKind.headerAccepted:
      return t('result.header');
    case LogKind.blockOrphan:
    case LogKind.txOrphan:
      return t('result.parked');
    case LogKind.txAccepted:
      return t('result.mempool');
    case LogKind.handshake:
      return t('result.handshake');
    case LogKind.addressesLearned:
      return t('result.addresses', { count: main.x });
    case LogKind.send:
      return t('result.answered', { command: history.payloads[main.object]?.command ?? '?' });
    default:
      return t('result.delivered');
  }
}
