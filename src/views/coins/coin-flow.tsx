import { LayoutGrid, List } from 'lucide-react';
import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { History } from '#app/history';
import type { Selection } from '#app/studio-state';
import { CanvasList } from '../canvas/canvas-list.tsx';
import { Button, IconButton } from '../design/button.tsx';
import { formatCoins } from '../format/coins.ts';
import { shortHash } from '../format/short-hash.ts';
import { useSize } from '../format/use-size.ts';
import { MomentContext, useMoment, usePresentMoment } from '../inspector/moment.ts';
import { BlockLink, NodeLink, OutputLink, TxLink } from '../inspector/parts/object-link.tsx';
import { TxGist } from '../inspector/parts/tx-row.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './coin-flow.module.css';
import { flowGraphOf, ghostsOf, pendingOf } from './flow-graph.ts';
import {
  type FlowBand,
  type FlowBar,
  type FlowGhostBox,
  type FlowLayout,
  layOutFlow,
} from './flow-layout.ts';
import { ancestorsOf, wayForward } from './lineage.ts';

const blocksAtFirst = 14;

/** Where coins come from and where they went: transactions by block along the chain, coins as bands between them. */
export function CoinFlow() {
  const moment = usePresentMoment();
  return (
    <MomentContext.Provider value={moment}>
      <Flow />
    </MomentContext.Provider>
  );
}

function Flow() {
  const t = useText('coins');
  const { history, tip, time, viewAs } = useMoment();
  const [blocks, setBlocks] = useState(blocksAtFirst);
  const [asList, setAsList] = useState(false);
  const { ref, height } = useSize<HTMLDivElement>();
  const waiting = pendingOf(history, tip, time);
  const pendingKey = waiting.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list
  const graph = useMemo(
    () => flowGraphOf(history, tip, blocks, waiting, ghostsOf(history, tip, viewAs, time, blocks)),
    [history, tip, blocks, pendingKey, viewAs, history.reorganisations.length],
  );
  const layout = useMemo(() => layOutFlow(graph, Math.max(120, height - 30)), [graph, height]);
  const payments = graph.txs.filter((tx) => tx.kind !== 'coinbase').length;
  const oldest = history.blocks[graph.columns[0]?.block ?? -1]?.height ?? 0;
  return (
    <div className={css.view}>
      <div className={css.head}>
        <p className={css.gist}>
          {t('gist', { count: payments, blocks: graph.columns.filter((column) => column.block >= 0).length })}
        </p>
        {oldest > 0 && <Button onClick={() => setBlocks(blocks + 14)}>{t('earlier')}</Button>}
        <IconButton
          label={t(asList ? 'asPicture' : 'asList')}
          pressed={asList}
          onClick={() => setAsList(!asList)}
        >
          {asList ? <LayoutGrid size={16} aria-hidden /> : <List size={16} aria-hidden />}
        </IconButton>
      </div>
      <div className={css.stage} ref={ref}>
        {tip < 0 || payments === 0 ? (
          <Empty anyBlocks={tip >= 0} />
        ) : asList ? (
          <FlowList layout={layout} />
        ) : (
          <Picture layout={layout} hidden={graph.hidden} history={history} tip={tip} />
        )}
      </div>
    </div>
  );
}

function Empty({ anyBlocks }: { readonly anyBlocks: boolean }) {
  const t = useText('coins');
  return (
    <div className={css.empty}>
      <p>{t(anyBlocks ? 'empty' : 'emptyStart')}</p>
      <p>{t('emptyHow')}</p>
    </div>
  );
}

/** Drawn again only when the picture changes or something is pointed at, not with every tick of the clock. */
const Picture = memo(function Picture({
  layout,
  hidden,
  history,
  tip,
}: {
  readonly layout: FlowLayout;
  readonly hidden: number;
  readonly history: History;
  readonly tip: number;
}) {
  const t = useText('coins');
  const verbs = useVerbs();
  const { selection, hover } = useStudio((state) => ({ selection: state.selection, hover: state.hover }));
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [active, setActive] = useState(-1);
  const name = (node: number) => history.nodes[node]?.name ?? '?';
  const focus = traceable(hover) ? hover : traceable(selection) ? selection : undefined;
  const trace = useMemo(() => traceOf(history, focus, tip), [history, focus, tip]);

  // The newest block stays in view until the reader scrolls away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wider picture moves the end
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && atEnd.current) element.scrollLeft = element.scrollWidth;
  }, [layout.width]);

  const things = layout.bars.map((bar) => ({
    id: bar.tx,
    text: t(`listed.${bar.kind}`, {
      txid: shortHash(history.transactions[bar.tx]?.txid ?? ''),
      height: history.blocks[layout.columns[bar.column]?.block ?? -1]?.height ?? 0,
      amount: formatCoins(BigInt(Math.round(bar.value))),
      inputs: history.transactions[bar.tx]?.inputs.length ?? 0,
      outputs: history.transactions[bar.tx]?.outputs.length ?? 0,
    }),
  }));
  const hit = (selected: Selection) => ({
    onClick: () => verbs.select(selected),
    onPointerEnter: () => verbs.setHover(selected),
    onPointerLeave: () => verbs.setHover({ kind: 'none' }),
  });
  return (
    <>
      <div
        ref={scroller}
        className={css.scroll}
        onScroll={(event) => {
          const { scrollLeft, scrollWidth, clientWidth } = event.currentTarget;
          atEnd.current = scrollLeft + clientWidth >= scrollWidth - 40;
        }}
      >
        <div style={{ width: layout.width, minHeight: '100%' }}>
          <div className={css.columns}>
            {layout.columns.map((column) => (
              <div
                key={column.block}
                className={css.column}
                data-pending={column.block < 0 || undefined}
                style={{ width: column.width }}
              >
                {column.block >= 0 ? (
                  <BlockLink block={column.block} height />
                ) : hidden > 0 ? (
                  t('waitingMore', { count: hidden })
                ) : (
                  t('waiting')
                )}
              </div>
            ))}
          </div>
          {/* The list over it says the same in words. */}
          <svg
            className={css.svg}
            width={layout.width}
            height={layout.height}
            data-tracing={trace !== undefined || undefined}
            aria-hidden="true"
          >
            {layout.columns.map((column) => (
              <line
                key={column.block}
                x1={column.x + 0.5}
                x2={column.x + 0.5}
                y1={0}
                y2={layout.height}
                className={css.rule}
              />
            ))}
            {layout.bands.map((band) => (
              <Band
                key={`${band.tx}:${band.vout}`}
                band={band}
                lit={trace?.coins.has(`${band.tx}:${band.vout}`) ?? false}
                chosen={
                  selection.kind === 'output' && selection.tx === band.tx && selection.vout === band.vout
                }
                pending={layout.bars.some((bar) => bar.tx === band.spender && bar.kind === 'pending')}
                label={band.width >= 9 && layout.roomy ? name(band.owner) : undefined}
                hit={hit({ kind: 'output', tx: band.tx, vout: band.vout })}
              />
            ))}
            {layout.bars.map((bar) => (
              <Bar
                key={bar.tx}
                bar={bar}
                label={layout.roomy ? shortHash(history.transactions[bar.tx]?.txid ?? '') : undefined}
                lit={trace?.txs.has(bar.tx) ?? false}
                chosen={selection.kind === 'tx' && selection.tx === bar.tx}
                focused={active === bar.tx}
                hit={hit({ kind: 'tx', tx: bar.tx })}
              />
            ))}
            {layout.ghosts.length > 0 && <Ghosts layout={layout} history={history} hit={hit} />}
          </svg>
        </div>
      </div>
      <CanvasList
        label={t('listLabel')}
        things={things}
        active={active}
        selected={selection.kind === 'tx' ? selection.tx : -1}
        onActive={(tx) => {
          setActive(tx);
          verbs.setHover({ kind: 'tx', tx });
          const bar = layout.bars.find((candidate) => candidate.tx === tx);
          if (bar !== undefined) scroller.current?.scrollTo({ left: bar.x0 - 200 });
        }}
        onPick={(tx) => verbs.select({ kind: 'tx', tx })}
        onFocusChange={(focused) => {
          if (focused) return;
          setActive(-1);
          verbs.setHover({ kind: 'none' });
        }}
      />
    </>
  );
});

interface Hit {
  readonly onClick: () => void;
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
}

function Band({
  band,
  lit,
  chosen,
  pending,
  label,
  hit,
}: {
  readonly band: FlowBand;
  readonly lit: boolean;
  readonly chosen: boolean;
  readonly pending: boolean;
  readonly label: string | undefined;
  readonly hit: Hit;
}) {
  const open = band.spender < 0;
  const half = band.width / 2;
  return (
    <g className={css.coin} data-lit={lit || undefined} data-chosen={chosen || undefined} {...hit}>
      <path d={band.path} className={css.reach} strokeWidth={Math.max(band.width, 10)} />
      <path
        d={band.path}
        className={css.band}
        data-open={open || undefined}
        data-pending={pending || undefined}
        data-before={band.fromBefore || undefined}
        strokeWidth={band.width}
      />
      {open && (
        <path
          d={`M${band.end.x} ${band.end.y - half} a${Math.min(half, 6)} ${half} 0 0 1 0 ${band.width}`}
          className={css.openEnd}
        />
      )}
      {open && label !== undefined && (
        <text
          x={band.end.x - 4}
          y={band.end.y}
          className={css.owner}
          textAnchor="end"
          dominantBaseline="central"
        >
          {label}
        </text>
      )}
    </g>
  );
}

function Bar({
  bar,
  label,
  lit,
  chosen,
  focused,
  hit,
}: {
  readonly bar: FlowBar;
  readonly label: string | undefined;
  readonly lit: boolean;
  readonly chosen: boolean;
  readonly focused: boolean;
  readonly hit: Hit;
}) {
  const height = bar.y1 - bar.y0;
  return (
    <g
      className={css.tx}
      data-kind={bar.kind}
      data-lit={lit || undefined}
      data-chosen={chosen || undefined}
      {...hit}
    >
      <rect
        x={bar.x0 - 8}
        y={bar.y0 + height / 2 - Math.max(height, 24) / 2}
        width={24}
        height={Math.max(height, 24)}
        fill="transparent"
      />
      <rect x={bar.x0} y={bar.y0} width={bar.x1 - bar.x0} height={height} rx={2} className={css.bar} />
      {focused && (
        <rect
          x={bar.x0 - 4}
          y={bar.y0 - 4}
          width={bar.x1 - bar.x0 + 8}
          height={height + 8}
          rx={4}
          className={css.focus}
        />
      )}
      {label !== undefined && (
        <text x={bar.x0} y={bar.y0 - 5} className={css.label}>
          {label}
        </text>
      )}
    </g>
  );
}

function Ghosts({
  layout,
  history,
  hit,
}: {
  readonly layout: FlowLayout;
  readonly history: History;
  readonly hit: (to: Selection) => Hit;
}) {
  const t = useText('coins');
  const first = layout.ghosts[0]!;
  const blocks = [...new Set(layout.ghosts.map((ghost) => ghost.block))];
  return (
    <g>
      <line x1={0} x2={layout.width} y1={layout.ghostTop} y2={layout.ghostTop} className={css.ghostRule} />
      <text x={Math.max(8, first.x - 10)} y={layout.ghostTop + 16} className={css.ghostNote} textAnchor="end">
        {t('ghosts')}
      </text>
      {blocks.map((block) => {
        const ghost = layout.ghosts.find((candidate) => candidate.block === block)!;
        const record = history.blocks[block]!;
        return (
          <text
            key={block}
            x={ghost.x}
            y={layout.ghostTop + 16}
            className={css.ghostBlock}
            {...hit({ kind: 'block', block })}
          >
            {record.height} {shortHash(record.hash)}
          </text>
        );
      })}
      {layout.ghosts.map((ghost) => (
        <Ghost
          key={`${ghost.block} ${ghost.fate}`}
          ghost={ghost}
          hit={hit(
            ghost.txs.length === 1
              ? { kind: 'tx', tx: ghost.txs[0]! }
              : { kind: 'block', block: ghost.block },
          )}
        />
      ))}
    </g>
  );
}

function Ghost({ ghost, hit }: { readonly ghost: FlowGhostBox; readonly hit: Hit }) {
  const lost = ghost.fate === 'conflicted' || ghost.fate === 'vanished';
  return (
    <g className={css.ghost} data-fate={ghost.fate} {...hit}>
      <rect x={ghost.x - 2} y={ghost.y - 2} width={26} height={24} fill="transparent" />
      <rect x={ghost.x} y={ghost.y} width={20} height={18} rx={3} className={css.ghostBox} />
      {lost ? (
        <path d={`M${ghost.x + 2} ${ghost.y + 16} L${ghost.x + 18} ${ghost.y + 2}`} className={css.cross} />
      ) : null}
      <text
        x={ghost.x + 10}
        y={ghost.y + 9.5}
        className={css.ghostCount}
        textAnchor="middle"
        dominantBaseline="central"
      >
        {ghost.txs.length}
      </text>
      {ghost.path !== undefined && <path d={ghost.path} className={css.ghostWay} />}
    </g>
  );
}

function FlowList({ layout }: { readonly layout: FlowLayout }) {
  const t = useText('coins');
  const { history } = useMoment();
  return (
    <div className={css.listScroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.block')}</th>
            <th scope="col">{t('column.tx')}</th>
            <th scope="col">{t('column.what')}</th>
            <th scope="col">{t('column.from')}</th>
            <th scope="col">{t('column.to')}</th>
          </tr>
        </thead>
        <tbody>
          {[...layout.bars].reverse().map((bar) => {
            const record = history.transactions[bar.tx]!;
            const block = layout.columns[bar.column]?.block ?? -1;
            return (
              <tr key={bar.tx}>
                <td>{block < 0 ? t('waiting') : <BlockLink block={block} height />}</td>
                <td>
                  <TxLink tx={bar.tx} />
                </td>
                <td>
                  <TxGist tx={bar.tx} />
                </td>
                <td>
                  {record.coinbase
                    ? t('newCoins')
                    : record.inputs.slice(0, 4).map((input) => (
                        <span key={`${input.source}:${input.vout}`} className={css.item}>
                          <OutputLink tx={input.source} vout={input.vout} />
                        </span>
                      ))}
                </td>
                <td>
                  {record.outputs.slice(0, 4).map((output, vout) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: outputs are known by their index
                    <span key={vout} className={css.item}>
                      {output.owner >= 0 && <NodeLink node={output.owner} />}{' '}
                      {formatCoins(BigInt(output.value))}
                    </span>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type Traceable = Extract<Selection, { kind: 'tx' | 'output' }>;

function traceable(selection: Selection): selection is Traceable {
  return selection.kind === 'tx' || selection.kind === 'output';
}

/** Everything a coin's value came through and went to; undefined when nothing is traced. */
function traceOf(
  history: History,
  focus: Traceable | undefined,
  tip: number,
): { readonly txs: ReadonlySet<number>; readonly coins: ReadonlySet<string> } | undefined {
  if (focus === undefined || history.transactions[focus.tx] === undefined) return undefined;
  const before = ancestorsOf(history, focus.tx);
  const txs = new Set(before);
  const coins = new Set<string>();
  for (const tx of before) {
    for (const input of history.transactions[tx]?.inputs ?? []) {
      if (input.source >= 0) coins.add(`${input.source}:${input.vout}`);
    }
  }
  const outputs =
    focus.kind === 'output' ? [focus.vout] : history.transactions[focus.tx]!.outputs.map((_, vout) => vout);
  for (const vout of outputs) {
    for (const step of wayForward(history, focus.tx, vout, tip, 200)) {
      txs.add(step.tx);
      coins.add(`${step.tx}:${step.vout}`);
    }
  }
  return { txs, coins };
}
