import { frameHeaderSize } from '#bitcoin/wire/payload-size';
import { propagationCell } from './cells/propagation-cell.ts';
import type { Cell } from './experiment.ts';
import {
  type SpreadNetwork,
  spreadByAnnouncement,
  spreadByShortestPaths,
  timeUntil,
} from './theory/block-spread.ts';
import { cellKey } from './trials/trial-seed.ts';

/** When half, nine tenths and 99 % of the nodes have the block, in seconds, on average over who finds it. */
export interface SpreadTimes {
  readonly announced: readonly number[];
  /** Nothing is quicker. */
  readonly shortest: readonly number[];
}

/** Of all nodes: half, nine tenths, all but one in a hundred. */
export const spreadPercents = [50, 90, 99] as const;

/** One entry: a count and a hash. */
const inventorySize = frameHeaderSize + 1 + 36;
/** A block whose only transaction is the coinbase, and what a payment with one input and two outputs adds: bytes. */
const emptyBlock = 279;
const onePayment = 222.6;

/** The largest networks take some hundredths of a second, and a growing batch asks five times a second. */
const known = new Map<string, SpreadTimes>();
const mostKnown = 500;

/** How a block spreads through the network of a cell, computed from its links alone.
 * @param blockBytes as measured; as large as such payments usually make it when left out */
export function spreadTimes(cell: Cell, blockBytes?: number): SpreadTimes {
  const { names, links, miners, bytesPerSecond, payments } = propagationCell(cell);
  const bytes = Math.round(blockBytes ?? emptyBlock + onePayment * payments);
  const key = `${cellKey(cell)} ${bytes}`;
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const network: SpreadNetwork = {
    nodes: names.length,
    links,
    bytesPerSecond,
    announcement: inventorySize,
    request: inventorySize,
    block: frameHeaderSize + bytes,
  };
  const finders = Array.from({ length: miners }, (_, finder) => finder);
  const seconds = (spread: typeof spreadByAnnouncement) => {
    const spreads = finders.map((finder) => spread(network, finder));
    return spreadPercents.map((percent) => timeUntil(percent, spreads) / 1_000_000);
  };
  const times = { announced: seconds(spreadByAnnouncement), shortest: seconds(spreadByShortestPaths) };
  if (known.size >= mostKnown) known.clear();
  known.set(key, times);
  return times;
}
