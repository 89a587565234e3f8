import { LayoutGrid, List } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { LogKind } from '#simulation/log';
import type { MempoolEntryView } from '#workers/simulation-api';
import { IconButton } from '../design/button.tsx';
import { Select } from '../design/select.tsx';
import { formatAmount } from '../format/coins.ts';
import { formatCount, formatFeeRate } from '../format/quantity.ts';
import { shortHash } from '../format/short-hash.ts';
import { useSize } from '../format/use-size.ts';
import { MomentContext, useMoment, usePresentMoment } from '../inspector/moment.ts';
import { NodeLink, TxLink } from '../inspector/parts/object-link.tsx';
import { TxGist } from '../inspector/parts/tx-row.tsx';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { useInspect } from '../inspector/use-inspect.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { layOutMempool, type MempoolTile, neighbourTile } from './mempool-layout.ts';
import css from './mempool-view.module.css';

/** One node's waiting room: area is size, shade is fee rate, and a line shows where the next block ends. */
export function MempoolView() {
  const moment = usePresentMoment();
  return (
    <MomentContext.Provider value={moment}>
      <Mempool />
    </MomentContext.Provider>
  );
}

function Mempool() {
  const t = useText('mempool');
  const { history, scene } = useMoment();
  const { viewAs, selection, constants } = useStudio((state) => ({
    viewAs: state.viewAs,
    selection: state.selection,
    constants: state.constants,
  }));
  const [picked, setPicked] = useState(-1);
  const [asList, setAsList] = useState(false);
  const born = scene.nodes.filter((node) => scene.nodeBorn[node.index] === 1);
  const chosen = selection.kind === 'node' ? selection.node : picked;
  const node = viewAs >= 0 ? viewAs : history.nodes[chosen] === undefined ? (born[0]?.index ?? 0) : chosen;
  const reply = useInspect(born.length === 0 ? undefined : { type: 'mempool', node });
  const entries =
    reply === undefined || reply === 'gone' ? [] : [...reply.entries].sort((p, q) => q.feeRate - p.feeRate);
  const capacity = (constants?.maxBlockWeight ?? 4_000_000) / 4;
  const vsize = entries.reduce((sum, entry) => sum + entry.vsize, 0);
  const next = entries.filter((entry) => entry.inNextBlock).reduce((sum, entry) => sum + entry.vsize, 0);
  const name = history.nodes[node]?.name ?? '';
  const online = scene.nodeOnline[node] === 1;
  return (
    <div className={css.view}>
      <div className={css.head}>
        {viewAs >= 0 ? (
          <span className={css.of}>
            {t('of')} <NodeLink node={node} />
          </span>
        ) : (
          <div className={css.picker}>
            <span className={css.of}>{t('of')}</span>
            <Select
              label={t('pick')}
              labelHidden
              value={node}
              options={born.map((record) => ({ value: record.index, label: record.name }))}
              onChange={setPicked}
            />
          </div>
        )}
        <p className={css.gist}>
          {reply !== undefined && t('gist', { count: entries.length, vsize: formatCount(vsize) })}{' '}
          {entries.length > 0 && t('fills', { percent: Math.round((next / capacity) * 100) })}
        </p>
        {entries.length > 0 && <Legend entries={entries} />}
        <IconButton
          label={t(asList ? 'asPicture' : 'asList')}
          pressed={asList}
          onClick={() => setAsList(!asList)}
          className={css.toggle}
        >
          {asList ? <LayoutGrid size={16} aria-hidden /> : <List size={16} aria-hidden />}
        </IconButton>
      </div>
      {entries.length === 0 ? (
        <div className={css.empty}>
          <p>{t(!online ? 'emptyOff' : reply === undefined ? 'asking' : 'empty', { name })}</p>
          {online && reply !== undefined && <p>{t('emptyHow', { name })}</p>}
        </div>
      ) : asList ? (
        <EntryList entries={entries} />
      ) : (
        <Treemap entries={entries} capacity={capacity} node={node} />
      )}
    </div>
  );
}

function Legend({ entries }: { readonly entries: readonly MempoolEntryView[] }) {
  const t = useText('mempool');
  const rates = entries.map((entry) => entry.feeRate);
  return (
    <div className={css.legend}>
      <span>{formatFeeRate(Math.min(...rates))}</span>
      <span className={css.ramp} aria-hidden="true">
        {[0, 1, 2, 3, 4].map((step) => (
          <span key={step} data-step={step} />
        ))}
      </span>
      <span>{t('rate', { rate: formatFeeRate(Math.max(...rates)) })}</span>
    </div>
  );
}

function Treemap({
  entries,
  capacity,
  node,
}: {
  readonly entries: readonly MempoolEntryView[];
  readonly capacity: number;
  readonly node: number;
}) {
  const t = useText('mempool');
  const verbs = useVerbs();
  const { history, row } = useMoment();
  const { selection, hover } = useStudio((state) => ({ selection: state.selection, hover: state.hover }));
  const { ref, width, height } = useSize<HTMLDivElement>();
  const [active, setActive] = useState(-1);
  const layout = layOutMempool(entries, capacity, width, height);
  const stop = layout.tiles.some((tile) => tile.transaction === active)
    ? active
    : (layout.tiles[0]?.transaction ?? -1);
  const shownTx = hover.kind === 'tx' ? hover.tx : selection.kind === 'tx' ? selection.tx : -1;
  const shown = entries.find((entry) => entry.transaction === shownTx);
  const returned = new Set(
    rowsOfKind(history, LogKind.txReturned)
      .filter((event) => event.a === node && event.row <= row)
      .map((event) => event.object),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = directions[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = neighbourTile(layout.tiles, stop, direction);
    setActive(to);
    ref.current?.querySelector<HTMLElement>(`[data-tx="${to}"]`)?.focus();
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside */}
      <div className={css.stage} ref={ref} onKeyDown={onKeyDown}>
        {layout.tiles.map((tile) => {
          const record = history.transactions[tile.transaction];
          if (record === undefined) return null;
          const entry = entries.find((candidate) => candidate.transaction === tile.transaction)!;
          const id = shortHash(record.txid);
          return (
            <button
              key={tile.transaction}
              type="button"
              data-tx={tile.transaction}
              className={css.tile}
              data-step={stepOf(tile.shade)}
              data-later={!tile.inNextBlock || undefined}
              data-selected={(selection.kind === 'tx' && selection.tx === tile.transaction) || undefined}
              data-lit={(hover.kind === 'tx' && hover.tx === tile.transaction) || undefined}
              tabIndex={tile.transaction === stop ? 0 : -1}
              aria-label={t('tileLabel', {
                txid: id,
                rate: formatFeeRate(entry.feeRate),
                vsize: entry.vsize,
                where: t(tile.inNextBlock ? 'inNext' : 'waits'),
              })}
              style={boxOf(tile)}
              onClick={() => verbs.select({ kind: 'tx', tx: tile.transaction })}
              onFocus={() => {
                setActive(tile.transaction);
                verbs.setHover({ kind: 'tx', tx: tile.transaction });
              }}
              onBlur={() => verbs.setHover({ kind: 'none' })}
              onPointerEnter={() => verbs.setHover({ kind: 'tx', tx: tile.transaction })}
              onPointerLeave={() => verbs.setHover({ kind: 'none' })}
            >
              {tile.width > 40 && tile.height > 22 && (
                <span className={css.id}>
                  {returned.has(tile.transaction) && <span aria-hidden="true">↩ </span>}
                  {id}
                </span>
              )}
              {tile.width > 64 && tile.height > 44 && (
                <span className={css.rate}>{t('rate', { rate: formatFeeRate(entry.feeRate) })}</span>
              )}
            </button>
          );
        })}
        {layout.room.height > 18 && (
          <div className={css.room} style={{ top: layout.room.y + 2, height: layout.room.height - 4 }}>
            {t('room', { vbytes: formatCount(layout.room.vbytes) })}
          </div>
        )}
        <div
          className={css.line}
          style={{ top: layout.lineY }}
          data-above={layout.room.height > 26 || layout.lineY > height - 24 || undefined}
        >
          <span>{t('line')}</span>
        </div>
      </div>
      <p className={css.status}>
        {shown === undefined ? (
          t('hint')
        ) : (
          <>
            <TxLink tx={shown.transaction} />
            <span>
              <TxGist tx={shown.transaction} />
            </span>
            <span>{t('rate', { rate: formatFeeRate(shown.feeRate) })}</span>
            <span>{t('size', { vsize: formatCount(shown.vsize) })}</span>
            {returned.has(shown.transaction) && <span>{t('returned')}</span>}
          </>
        )}
      </p>
    </>
  );
}

function EntryList({ entries }: { readonly entries: readonly MempoolEntryView[] }) {
  const t = useText('mempool');
  const { history } = useMoment();
  const cut = entries.findIndex((entry) => !entry.inNextBlock);
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.tx')}</th>
            <th scope="col">{t('column.what')}</th>
            <th scope="col">{t('column.rate')}</th>
            <th scope="col">{t('column.size')}</th>
            <th scope="col">{t('column.fee')}</th>
            <th scope="col">{t('column.next')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, 500).map((entry, index) => (
            <tr key={entry.transaction} data-cut={index === cut || undefined}>
              <td>
                <TxLink tx={entry.transaction} />
              </td>
              <td>
                <TxGist tx={entry.transaction} />
              </td>
              <td>{formatFeeRate(entry.feeRate)}</td>
              <td>{formatCount(entry.vsize)}</td>
              <td>{formatAmount(history.transactions[entry.transaction]?.fee ?? '')}</td>
              <td>{t(entry.inNextBlock ? 'inNext' : 'waits')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const directions: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

function boxOf(tile: MempoolTile) {
  return {
    left: tile.x,
    top: tile.y,
    width: tile.width,
    height: tile.height,
  };
}

/** Five steps, so that shades can be told apart and every label keeps its contrast. */
function stepOf(shade: number): number {
  return Math.min(4, Math.floor(shade * 5));
}
