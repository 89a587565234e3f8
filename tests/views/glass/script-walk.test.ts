import { describe, expect, test } from 'vitest';
import { bytesToHex, hexToBytes } from '../../../src/bitcoin/encoding/hex.ts';
import { examples } from '../../../src/bitcoin/examples/examples.ts';
import { decodeTransaction } from '../../../src/bitcoin/primitives/decode-transaction.ts';
import { assembleScript } from '../../../src/bitcoin/script/assemble.ts';
import { mandatoryFlags } from '../../../src/bitcoin/script/flags.ts';
import { traceInput } from '../../../src/bitcoin/script/script-trace.ts';
import { bip143Fields } from '../../../src/views/glass/script/preimage-fields.ts';
import { scriptSource } from '../../../src/views/glass/script/script-source.ts';
import {
  itemKind,
  itemsOf,
  itemText,
  scriptWordsOf,
  walkOf,
} from '../../../src/views/glass/script/script-walk.ts';

function traceOf(id: string, damage: (hex: string) => string = (hex) => hex) {
  const example = examples.find((candidate) => candidate.id === id)!;
  const prevouts = example.prevouts.map(({ satoshis, scriptPubKey }) => ({
    value: BigInt(satoshis),
    scriptPubKey: hexToBytes(scriptPubKey),
  }));
  return traceInput(decodeTransaction(hexToBytes(damage(example.hex))), 0, prevouts, mandatoryFlags);
}

describe('walking along a real script', () => {
  const walk = walkOf(traceOf('lecture-payment'));

  test('stops before each script and behind each word', () => {
    expect(walk.phases.map((phase) => phase.phase)).toEqual(['scriptSig', 'scriptPubKey']);
    expect(walk.phases[1]!.words.map((word) => word.text)).toEqual([
      'OP_DUP',
      'OP_HASH160',
      '7f9b1a7f…c025a8',
      'OP_EQUALVERIFY',
      'OP_CHECKSIG',
    ]);
    expect(walk.stops).toHaveLength(2 + 2 + 5);
    expect(walk.verdict.ok).toBe(true);
  });

  test('knows the stack at each stop and what is new on it', () => {
    const dup = walk.stops.find((stop) => stop.phase === 1 && stop.word === 0)!;
    expect(itemsOf(dup.state.stack).map(itemKind)).toEqual(['publicKey', 'publicKey', 'signature']);
    expect(dup.untouched).toBe(2);
    expect(itemsOf(walk.stops.at(-1)!.state.stack).map(itemText)).toEqual(['1']);
  });

  test('carries the signature with the bytes it signs', () => {
    const [signature] = walk.stops.at(-1)!.signatures;
    expect(signature).toMatchObject({ scheme: 'ecdsa', valid: true, hashType: 1 });
    expect(signature!.preimage!.length).toBeGreaterThan(100);
  });
});

test('a changed amount is noticed by the signature, at the last word', () => {
  const walk = walkOf(traceOf('lecture-payment', (hex) => hex.replace('60e31600', '61e31600')));
  expect(walk.verdict.ok).toBe(false);
  expect(walk.stops.at(-1)!.signatures[0]!.valid).toBe(false);
});

test('a Taproot key path is one stop with one signature', () => {
  const walk = walkOf(traceOf('taproot-key-path'));
  expect(walk.phases.at(-1)!.phase).toBe('taprootKeyPath');
  expect(walk.stops.at(-1)!.signatures[0]).toMatchObject({ scheme: 'schnorr', valid: true });
});

test('what a SegWit signature signs falls into its ten parts', () => {
  const trace = traceOf('segwit-multisig');
  const signature = trace.phases.flatMap((phase) => phase.steps).flatMap((step) => step.signatures)[0]!;
  const fields = bip143Fields(signature.preimage!);
  expect(fields.map((field) => field.part)).toEqual([
    'version',
    'hashPrevouts',
    'hashSequence',
    'outpoint',
    'scriptCode',
    'amount',
    'sequence',
    'hashOutputs',
    'lockTime',
    'hashType',
  ]);
  expect(fields.at(-1)!.end).toBe(signature.preimage!.length);
  for (const [i, field] of fields.slice(1).entries()) expect(field.start).toBe(fields[i]!.end);
});

describe('scripts as text', () => {
  test.each([
    '76a9147f9b1a7fb68d60c536c2fd8aeaa53a8f3cc025a888ac',
    '63b17568ac',
    '',
    '4c0101',
    '05aabb',
    '0014aabbccddeeff00112233445566778899aabbccdd',
  ])('%s comes back byte for byte', (hex) => {
    expect(bytesToHex(assembleScript(scriptSource(hexToBytes(hex))))).toBe(hex);
  });

  test('a truncated push is shown as such', () => {
    expect(scriptWordsOf(hexToBytes('5105aabb')).map((word) => word.text)).toEqual(['OP_1', '…']);
  });
});
