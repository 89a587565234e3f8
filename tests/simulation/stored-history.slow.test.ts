import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { findPrologue } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { searchInTurn } from '#simulation/mining-desk';
import type { Message } from '#simulation/node/message';
import { readChange } from '#simulation/stored-change';
import { Timeline } from '#simulation/timeline';
import { frameBytes } from '#simulation/to-wire';
import { World } from '#simulation/world';
import { messagesOf } from './messages-of.ts';
import { runOf, search } from './run-scenario.ts';

const hour = 3_600_000_000;
const end = 8 * hour;
const run = runOf('quiet-network', 11, []);
const prologue = findPrologue(run.scenario.prologue);

const said = ({ command, size, transactions, blocks }: Message) => ({
  command,
  size,
  transactions: transactions.map((tx) => tx.wtxid),
  blocks: blocks.map((block) => block.hash),
});

describe('a history of eight hours, most of it kept as bytes', () => {
  /** Keeps everything as objects. */
  let whole: World;
  let timeline: Timeline;

  beforeAll(() => {
    whole = new World({ run, prologue, ledger: new Ledger(false) });
    whole.runUntil(end, search);
    timeline = new Timeline(run, prologue);
    while (timeline.advance(end, 500) !== 'reached')
      searchInTurn(timeline.pendingSearches(end, 10_000_000), search, timeline.ledger);
  }, 120_000);

  test('is the same history', () => {
    expect(timeline.world.traceHash()).toBe(whole.traceHash());
    expect(timeline.world.transactions.filter((tx) => tx.isStored).length).toBeGreaterThan(100);
    expect(whole.transactions.some((tx) => tx.id >= prologue.transactions.length && tx.isStored)).toBe(false);
  });

  test('every transaction and every block has the same bytes, and one transaction is one object', () => {
    for (const [i, ref] of timeline.world.transactions.entries()) {
      const bytes = encodeTransaction(ref.tx, { witness: true });
      expect(bytes).toEqual(encodeTransaction(whole.transactions[i]!.tx, { witness: true }));
      expect(ref.tx).toBe(ref.tx);
      expect(timeline.world.refOf(ref.tx)).toBe(ref);
    }
    for (const [i, ref] of timeline.world.blocks.entries())
      expect(encodeBlock(ref.block)).toEqual(encodeBlock(whole.blocks[i]!.block));
  });

  test('what a stored block did to the coins is what it did', () => {
    const stored = timeline.world.blocks.filter((block) => block.checked.stored !== undefined);
    expect(stored.length).toBeGreaterThan(5);
    for (const block of stored) {
      const { created, spent, fees } = whole.blocks[block.id]!.checked.change!;
      expect(readChange(block, block.checked.stored!)).toEqual({ created, spent });
      expect(block.checked.stored!.fees).toBe(fees);
    }
  });

  test('the coins of long ago are found by taking all blocks off again', () => {
    const block = timeline.world.blocks.find((each) => each.foundAt > hour)!;
    const there = timeline.world.utxoSetAt(block).coins;
    expect(new Map([...there].sort())).toEqual(
      new Map([...whole.utxoSetAt(whole.blocks[block.id]!).coins].sort()),
    );
  });

  test('every message says what it said, and has the same bytes', () => {
    const messages = messagesOf(timeline.world);
    expect(messages.map(said)).toEqual(messagesOf(whole).map(said));
    for (const message of messages.slice(0, 300))
      expect(frameBytes(timeline.world, message, 0, 1).length).toBe(message.size);
  });

  test('gone back into and lived again, it numbers everything as before', () => {
    const { timeline: again } = timeline.fork(hour, run);
    expect(again.advance(end, Number.POSITIVE_INFINITY)).toBe('reached');
    expect(again.world.traceHash()).toBe(whole.traceHash());
    expect(messagesOf(again.world).map(said)).toEqual(messagesOf(whole).map(said));
    // And the first one, whose transactions are shared with it, is as good as before.
    expect(messagesOf(timeline.world).map(said)).toEqual(messagesOf(whole).map(said));
  }, 60_000);
});
