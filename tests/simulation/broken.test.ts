import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { findPrologue } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { LinkDownCause, LogKind } from '#simulation/log';
import { parseRun } from '#simulation/parse-run';
import type { Action, TimedAction } from '#simulation/run';
import { Timeline } from '#simulation/timeline';
import { frameBytes } from '#simulation/to-wire';
import { receivingScript } from '#simulation/wallets';
import type { World } from '#simulation/world';
import { messagesOf } from './messages-of.ts';
import { eventByEvent, runOf, search, second, worldOf } from './run-scenario.ts';
import { WorldCheckers } from './world-checkers.ts';

const calm: readonly TimedAction[] = [
  { at: 0, action: { type: 'traffic', meanWaitMicros: 0 } },
  ...['Mia', 'Max', 'Moe', 'Eve'].map((node) => ({
    at: 0,
    action: { type: 'set-hash-rate' as const, node, hashRate: 0 },
  })),
];
const ledger = new Ledger();

/** A quiet world in which only these actions happen, run to `until` seconds, with its log in words. */
function play(actions: readonly TimedAction[], until = 40) {
  const world = worldOf(runOf('quiet-network', 1, [...calm, ...actions]), ledger);
  world.runUntil(until * second, search);
  return { world, rows: rowsOf(world) };
}

interface Row {
  readonly kind: number;
  readonly a: string;
  readonly b: string;
  readonly object: number;
  readonly x: number;
  readonly reason: string;
}

function rowsOf(world: World): Row[] {
  const log = world.log_.drain();
  return Array.from({ length: log.count }, (_, i) => ({
    kind: log.kind[i]!,
    a: world.nodes[log.a[i]!]?.name ?? '',
    b: world.nodes[log.b[i]!]?.name ?? '',
    object: log.object[i]!,
    x: log.x[i]!,
    reason: world.reasons[log.x[i]!] ?? '',
  }));
}

const at = (seconds: number, action: Action): TimedAction => ({ at: seconds * second, action });
const prologue = findPrologue(runOf('quiet-network', 1).scenario.prologue);
const tip = prologue.tip;
const blockBytes = encodeBlock(tip.block);
const endOfCoinbase = 81 + encodeTransaction(tip.block.transactions[0]!, { witness: true }).length;
const peersOf = (world: World, name: string) => world.nodes[world.indexOf(name)!]!.peers.length;

/** Sends the prologue's tip from Alice with a byte changed, to newcomers' eyes or not. */
const breakTip = (offset: number, xor = 1): TimedAction =>
  at(10, { type: 'send-broken', node: 'Alice', kind: 'block', id: tip.hash, offset, xor });

const reasonsOf = (rows: readonly Row[], kind: number) =>
  new Set(rows.filter((row) => row.kind === kind).map((row) => row.reason));

describe('a block with one byte changed', () => {
  test.each([
    ['the nonce', 76, 'high-hash'],
    ['the time', 68, 'high-hash'],
    ['the parent', 4, 'high-hash'],
    ['the bits, to no target at all', 75, 'high-hash', 0xff],
    ['the Merkle root', 40, 'high-hash'],
    ['the coinbase', 81, 'bad-txnmrklroot'],
    ['the coinbase’s witness', endOfCoinbase - 4 - 5, 'bad-witness-merkle-match'],
  ])('%s', (_, offset, reason, xor = 1) => {
    const { world, rows } = play([breakTip(offset, xor)]);
    expect([...reasonsOf(rows, LogKind.blockRejected)]).toEqual([reason]);
    expect(peersOf(world, 'Alice')).toBe(0);
    const copy = world.blocks.at(-1)!;
    expect(copy.brokenContent).not.toBe('');
    expect(world.nodes.every((node) => node.tip === tip)).toBe(true);
  });

  test('every receiver names the rule, blames the sender and hangs up; nobody else is harmed', () => {
    const { world, rows } = play([breakTip(76)]);
    const victims = new Set(rows.filter((row) => row.kind === LogKind.blockRejected).map((row) => row.a));
    expect(victims.size).toBeGreaterThan(1);
    const blamed = rows.filter((row) => row.kind === LogKind.misbehaviour);
    expect(blamed.map((row) => row.b)).toEqual(Array(victims.size).fill('Alice'));
    expect(new Set(blamed.map((row) => row.reason))).toEqual(new Set(['high-hash']));
    const down = rows.filter((row) => row.kind === LogKind.linkDown);
    expect(down.length).toBe(victims.size);
    expect(down.every((row) => row.x === LinkDownCause.misbehaviour)).toBe(true);
    for (const name of victims)
      expect(world.nodes[world.indexOf(name)!]!.discouraged.has(world.indexOf('Alice')!)).toBe(true);
  });

  test('bytes that are no block at all: malformed, and the message has their real length', () => {
    const { world, rows } = play([breakTip(80, 0x40)]);
    expect([...reasonsOf(rows, LogKind.misbehaviour)]).toEqual(['malformed']);
    expect(reasonsOf(rows, LogKind.blockRejected).size).toBe(0);
    const payload = messagesOf(world).find((message) => message.malformed !== undefined)!;
    expect(payload.size).toBe(24 + blockBytes.length);
    const frame = frameBytes(world, payload, 0, 1);
    expect(frame.length).toBe(payload.size);
    expect(frame[24 + 80]).toBe(blockBytes[80]! ^ 0x40);
  });

  test('the honest block with the same hash is followed afterwards, even by those who saw the copy first', () => {
    const { scenario } = runOf('quiet-network', 1);
    const neighbours = scenario.links.flatMap(({ a, b }) => (a === 'Mia' ? [b] : b === 'Mia' ? [a] : []));
    // Nobody hears of Mia's block …
    const hidden = [
      ...neighbours.map((to) =>
        at(2, { type: 'tamper', from: 'Mia', to, command: 'inv', how: 'drop' } as const),
      ),
      at(5, { type: 'mine-now', node: 'Mia' }),
    ];
    const mined = play(hidden, 60);
    const block = mined.world.blocks[mined.rows.find((row) => row.kind === LogKind.blockFound)!.object]!;
    expect(mined.world.nodes.filter((node) => node.tip.hash === block.hash).length).toBe(1);
    // … until she sends a mutilated copy to all, is thrown out, and somebody asks her again.
    const [friend = ''] = neighbours;
    const offset = encodeBlock(block.block).length - 10;
    const { world, rows } = play(
      [
        ...hidden,
        at(60, { type: 'send-broken', node: 'Mia', kind: 'block', id: block.hash, offset, xor: 1 }),
        at(70, { type: 'connect', a: friend, b: 'Mia' }),
      ],
      120,
    );
    const refusals = rows.filter((row) => row.kind === LogKind.blockRejected);
    expect(new Set(refusals.map((row) => row.a))).toEqual(new Set(neighbours));
    const copy = world.blocks[refusals[0]!.object]!;
    expect(copy.hash).toBe(block.hash);
    expect(copy.brokenContent).not.toBe('');
    for (const node of world.nodes.filter(({ online }) => online)) {
      expect(node.tip.hash).toBe(block.hash);
      expect(node.tip.brokenContent).toBe('');
      expect(node.bestHeader.brokenContent).toBe('');
    }
  });
});

describe('a payment with one byte changed', () => {
  const pay = at(10, { type: 'pay', from: 'Alice', to: 'Bob', amount: '150000000' });
  const { world: paid, rows: paidRows } = play([pay], 11);
  const payment = paid.transactions[paidRows.find((row) => row.kind === LogKind.payment)!.object]!;
  const bytes = encodeTransaction(payment.tx, { witness: true });
  const sendAt = (seconds: number, offset: number, xor = 1) =>
    at(seconds, { type: 'send-broken', node: 'Alice', kind: 'tx', id: payment.txid, offset, xor });
  /** A byte in the middle of the signature: marker, inputs and outputs come before it. */
  const signatureOffset = bytes.length - 4 - 34 - 40;

  test('a broken witness is refused by consensus, and the honest payment is accepted afterwards', () => {
    const { world, rows } = play([pay, sendAt(10, signatureOffset)], 60);
    const refusals = rows.filter((row) => row.kind === LogKind.txRejected);
    expect(new Set(refusals.map((row) => row.reason))).toEqual(
      new Set(['mandatory-script-verify-flag-failed']),
    );
    expect(new Set(rows.filter((row) => row.kind === LogKind.misbehaviour).map((row) => row.b))).toEqual(
      new Set(['Alice']),
    );
    const copy = world.transactions.at(-1)!;
    expect(copy.txid).toBe(payment.txid);
    expect(copy.wtxid).not.toBe(payment.wtxid);
    const again = play(
      [
        pay,
        sendAt(10, signatureOffset),
        at(30, {
          type: 'submit-tx',
          node: refusals[0]!.a,
          hex: Buffer.from(bytes).toString('hex'),
        }),
      ],
      60,
    );
    const node = again.world.nodes[again.world.indexOf(refusals[0]!.a)!]!;
    expect(node.mempool.entries.get(payment.txid)?.wtxid).toBe(payment.wtxid);
  });

  test('who has the honest one already keeps it and blames nobody', () => {
    const { world, rows } = play([pay, sendAt(30, signatureOffset)], 60);
    expect([...reasonsOf(rows, LogKind.txRejected)]).toEqual(['txn-same-nonwitness-data-in-mempool']);
    expect(rows.some((row) => row.kind === LogKind.misbehaviour)).toBe(false);
    for (const node of world.nodes) expect(node.mempool.entries.get(payment.txid)?.wtxid).toBe(payment.wtxid);
  });

  test('more money out than in, and bytes that are no transaction', () => {
    const valueOffset = 4 + 2 + 1 + 41 * payment.tx.inputs.length + 1;
    expect([
      ...reasonsOf(play([pay, sendAt(10, valueOffset + 5, 0x40)], 20).rows, LogKind.misbehaviour),
    ]).toEqual(['bad-txns-in-belowout']);
    expect([...reasonsOf(play([pay, sendAt(10, 5, 0x02)], 20).rows, LogKind.misbehaviour)]).toEqual([
      'malformed',
    ]);
  });
});

describe('the same history', () => {
  const actions = [
    at(10, { type: 'pay', from: 'Alice', to: 'Bob', amount: '150000000' }),
    breakTip(blockBytes.length - 12),
    breakTip(80, 0x40),
    at(20, {
      type: 'pay-script',
      from: 'Carol',
      script: `a914${'11'.repeat(20)}87`,
      amount: '1000000',
    }),
  ].sort((p, q) => p.at - q.at);

  test('has the same fingerprint twice, and when it is forked off another', () => {
    const run = runOf('quiet-network', 1, [...calm, ...actions]);
    const { world } = play(actions);
    const traced = worldOf(run, ledger);
    traced.runUntil(40 * second, search);
    expect(traced.traceHash()).toBe(world.traceHash());
    const other = new Timeline(
      { ...run, actions: [...calm, breakTip(79)] },
      findPrologue(run.scenario.prologue),
      ledger,
    );
    while (other.advance(30 * second, 500) !== 'reached');
    const { timeline } = other.fork(5 * second, run);
    while (timeline.advance(40 * second, 500) !== 'reached');
    expect(timeline.world.traceHash()).toBe(world.traceHash());
  });

  test('another byte gives another fingerprint', () => {
    expect(play([breakTip(76, 1)]).world.traceHash()).not.toBe(play([breakTip(76, 2)]).world.traceHash());
  });
});

describe('a lock of one’s own', () => {
  test('is paid into, and only a proper transaction is taken', () => {
    const script = Buffer.from(receivingScript('Bob', 'p2pkh')).toString('hex');
    const { world, rows } = play([
      at(10, { type: 'pay-script', from: 'Alice', script, amount: '5000000' }),
      at(11, { type: 'submit-tx', node: 'Bob', hex: '00' }),
      at(12, { type: 'pay-script', from: 'Alice', script: '51', amount: '5000000' }),
    ]);
    const payment = rows.find((row) => row.kind === LogKind.payment)!;
    const [output] = world.transactions[payment.object]!.tx.outputs;
    expect(output).toEqual({ value: 5_000_000n, scriptPubKey: hexToBytes(script) });
    expect([...reasonsOf(rows, LogKind.actionRefused)]).toEqual(['tx-decode-failed', 'scriptpubkey']);
    expect([...reasonsOf(rows, LogKind.txRejected)]).toEqual(['scriptpubkey']);
  });

  test('a raw transaction with unknown inputs is refused at once', () => {
    const lost = encodeTransaction(
      {
        version: 2,
        inputs: [
          {
            previousOutput: { txid: '11'.repeat(32) as never, index: 0 },
            scriptSig: new Uint8Array(0),
            sequence: 0xffffffff,
            witness: [],
          },
        ],
        outputs: [{ value: 5000n, scriptPubKey: receivingScript('Bob') }],
        lockTime: 0,
      },
      { witness: true },
    );
    const { rows } = play(
      [at(10, { type: 'submit-tx', node: 'Bob', hex: Buffer.from(lost).toString('hex') })],
      12,
    );
    expect(rows.filter((row) => row.kind === LogKind.txRejected)).toMatchObject([
      { a: 'Bob', reason: 'bad-txns-inputs-missingorspent' },
    ]);
  });

  test('runs with such actions can be read, and odd ones are refused', () => {
    const good = runOf('quiet-network', 1, [
      breakTip(76),
      at(11, { type: 'submit-tx', node: 'Bob', hex: '00ff' }),
      at(12, { type: 'pay-script', from: 'Bob', script: '51', amount: '1' }),
    ]);
    expect(parseRun(good).ok).toBe(true);
    for (const action of [
      { type: 'submit-tx', node: 'Bob', hex: '0' },
      { type: 'submit-tx', node: 'Bob', hex: '0X' },
      { type: 'pay-script', from: 'Bob', script: '', amount: '1' },
      { ...breakTip(76).action, xor: 0 },
      { ...breakTip(76).action, xor: 256 },
      { ...breakTip(76).action, id: 'tip' },
      { ...breakTip(76).action, offset: -1 },
    ])
      expect(parseRun({ ...good, actions: [{ at: 0, action }] }).ok).toBe(false);
  });
});

describe('whatever is broken', () => {
  test('no world invariant gives way, whichever byte it is and whoever sends it', () => {
    const mine = at(5, { type: 'mine-now', node: 'Mia' });
    const pays = [10, 12, 14].map((seconds) =>
      at(seconds, { type: 'pay', from: 'Carol', to: 'Shop', amount: String(seconds * 1_000_000) }),
    );
    const { world: known, rows } = play([mine, ...pays], 40);
    const block = known.blocks[rows.find((row) => row.kind === LogKind.blockFound)!.object]!;
    const payments = rows
      .filter((row) => row.kind === LogKind.payment)
      .map((row) => known.transactions[row.object]!);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            node: fc.constantFrom('Mia', 'Max', 'Alice', 'Shop', 'Carol'),
            seconds: fc.integer({ min: 11, max: 39 }),
            payment: fc.option(fc.integer({ min: 0, max: payments.length - 1 }), { nil: undefined }),
            offset: fc.integer({ min: 0, max: 300 }),
            xor: fc.integer({ min: 1, max: 255 }),
          }),
          { maxLength: 5 },
        ),
        (attempts) => {
          const broken = attempts.map(({ node, seconds, payment, offset, xor }) => {
            const target =
              payment === undefined
                ? ({ kind: 'block', id: block.hash } as const)
                : ({ kind: 'tx', id: payments[payment]!.txid } as const);
            return at(seconds, { type: 'send-broken', node, ...target, offset, xor });
          });
          const actions = [...calm, mine, ...pays, ...broken].sort((p, q) => p.at - q.at);
          const world = worldOf(runOf('quiet-network', 1, actions), ledger);
          const checkers = new WorldCheckers();
          eventByEvent(world, 60 * second, (now) => checkers.afterEvent(now));
          checkers.supply(world);
          const honest = new Set(payments.map(({ wtxid }) => wtxid));
          for (const node of world.nodes) {
            expect(node.tip.brokenContent).toBe('');
            expect(node.tip.hash).toBe(block.hash);
            for (const { wtxid } of node.mempool.entries.values()) expect(honest).toContain(wtxid);
          }
        },
      ),
      { numRuns: 5 },
    );
  });
});
