import { expect, test } from 'vitest';
import { signEcdsa } from '#bitcoin/crypto/ecdsa';
import { publicKeyOf } from '#bitcoin/crypto/public-key';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { bytesToHex } from '#bitcoin/encoding/hex';
import type { Transaction, TxInput, TxOutput } from '#bitcoin/primitives/transaction';
import { assembleScript } from '#bitcoin/script/assemble';
import { mandatoryFlags } from '#bitcoin/script/flags';
import { opcodeName } from '#bitcoin/script/opcodes';
import { traceInput } from '#bitcoin/script/script-trace';
import { legacySighash } from '#bitcoin/script/sighash-legacy';
import { itemsOf } from '#bitcoin/script/stack';

const secret = new Uint8Array(32).fill(3);
const key = bytesToHex(publicKeyOf(secret));

function trace(scriptSig: string, scriptPubKey: string, witness: readonly Uint8Array[] = []) {
  const tx = spending(assembleScript(scriptSig), witness);
  const spent: TxOutput[] = [{ value: 1n, scriptPubKey: assembleScript(scriptPubKey) }];
  return traceInput(tx, 0, spent, mandatoryFlags);
}

test('every instruction is a step with the stack before and after', () => {
  const { verdict, phases } = trace('2 3', 'ADD 5 EQUAL');
  expect(verdict).toEqual({ ok: true });
  const [scriptSig, scriptPubKey] = phases;
  expect(phases.map(({ phase }) => phase)).toEqual(['scriptSig', 'scriptPubKey']);
  expect(scriptPubKey!.initial.stack).toBe(scriptSig!.steps.at(-1)!.after.stack);
  const story = scriptPubKey!.steps.map(({ operation, after }) => [
    operation === undefined ? 'end' : opcodeName(operation.opcode),
    itemsOf(after.stack).map(bytesToHex).join(' '),
  ]);
  expect(story).toEqual([
    ['OP_ADD', '05'],
    ['OP_5', '05 05'],
    ['OP_EQUAL', '01'],
    ['end', '01'],
  ]);
});

test('a branch that is not taken is walked through without being executed', () => {
  const { phases } = trace('0', 'IF RETURN ELSE 1 ENDIF');
  const executed = phases[1]!.steps.map((step) => step.executed);
  expect(executed).toEqual([true, false, true, true, true, true]);
  const nested = trace('0', 'IF IF 1 ELSE 1 ENDIF ELSE 1 ENDIF').phases[1]!.steps;
  expect(nested.map((step) => step.executed)).toEqual([
    true,
    ...Array(5).fill(false),
    true,
    true,
    true,
    true,
  ]);
});

test('the failing step keeps the error', () => {
  const { verdict, phases } = trace('1', 'DROP ADD');
  expect(verdict).toEqual({ ok: false, error: 'INVALID_STACK_OPERATION' });
  const last = phases[1]!.steps.at(-1)!;
  expect([last.operation!.offset, last.after.status, last.after.error]).toEqual([
    1,
    'failed',
    'INVALID_STACK_OPERATION',
  ]);
});

test('each signature shows what it signs and why it does not fit', () => {
  const script = assembleScript(`<${key}> CHECKSIG`);
  const digest = legacySighash(spending(new Uint8Array(0), []), 0, script, 1);
  const good = concatBytes(signEcdsa(digest, secret), Uint8Array.of(1));
  const anyType = concatBytes(signEcdsa(digest, secret), Uint8Array.of(2));
  const cases = [
    [bytesToHex(good), key, undefined],
    [bytesToHex(anyType), key, 'wrong-signature'],
    ['', key, 'empty-signature'],
    [bytesToHex(good), `05${key.slice(2)}`, 'invalid-key'],
  ] as const;
  for (const [signature, publicKey, reason] of cases) {
    const { phases } = trace(`<${signature}>`, `<${publicKey}> CHECKSIG`);
    const [checked] = phases[1]!.steps.flatMap(({ signatures }) => signatures);
    expect(checked).toMatchObject({ scheme: 'ecdsa', valid: reason === undefined, reason });
    expect(bytesToHex(checked!.scriptCode!)).toBe(bytesToHex(phases[1]!.script));
    if (reason === undefined) expect(checked!.digest).toEqual(digest);
  }
});

test('a taproot signature of the wrong size or type says so', () => {
  const output = `1 <${key.slice(2)}>`;
  const reasonFor = (signature: Uint8Array) => {
    const { phases } = trace('', output, [signature]);
    expect(phases.at(-1)!.phase).toBe('taprootKeyPath');
    return phases.at(-1)!.signatures[0]!.reason;
  };
  expect(reasonFor(new Uint8Array(63))).toBe('malformed-signature');
  expect(reasonFor(new Uint8Array(65).fill(9))).toBe('invalid-hash-type');
  expect(reasonFor(new Uint8Array(64))).toBe('wrong-signature');
});

function spending(scriptSig: Uint8Array, witness: readonly Uint8Array[]): Transaction {
  const previousOutput = { txid: 'cd'.repeat(32) as TxInput['previousOutput']['txid'], index: 1 };
  return {
    version: 2,
    inputs: [{ previousOutput, scriptSig, sequence: 0xffffffff, witness }],
    outputs: [{ value: 1n, scriptPubKey: new Uint8Array(0) }],
    lockTime: 0,
  };
}
