import * as btc from '@scure/btc-signer';
import { describe, expect, test } from 'vitest';
import { publicKeyOf } from '#bitcoin/crypto/public-key';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import type { Txid } from '#bitcoin/primitives/hashes';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { mandatoryFlags, standardFlags } from '#bitcoin/script/flags';
import { scriptAsm } from '#bitcoin/script/script-asm';
import { verifyInput } from '#bitcoin/script/verify-input';
import { deriveKey } from '#bitcoin/wallet/derive-key';
import { type Attempt, attemptSpend, attemptsFor } from '#bitcoin/wallet/locks/attempt';
import { type Lock, lockScripts } from '#bitcoin/wallet/locks/lock';

const key = (index: number) => deriveKey(Uint8Array.of(1, 2, 3), index);
const keys = { owner: key(0), partners: [key(1), key(2)], stranger: key(9) };
const [a, b, c] = [key(0), key(1), key(2)].map((each) => publicKeyOf(each)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const publicKeys = [a, b, c];
const locks: Readonly<Record<string, Lock>> = {
  p2pkh: { type: 'p2pkh', publicKey: a },
  p2wpkh: { type: 'p2wpkh', publicKey: a },
  bare: { type: 'multisig', wrap: 'bare', required: 2, publicKeys },
  p2sh: { type: 'multisig', wrap: 'p2sh', required: 2, publicKeys },
  p2wsh: { type: 'multisig', wrap: 'p2wsh', required: 2, publicKeys },
  cltv: { type: 'cltv', publicKey: a, height: 120 },
  csv: { type: 'csv', publicKey: a, blocks: 5 },
  'if-else': { type: 'if-else', now: b, later: a, height: 120 },
  taproot: { type: 'taproot', publicKey: a },
};
const to = lockScripts({ type: 'p2wpkh', publicKey: c }).scriptPubKey;
const outpoint = { txid: 'ab'.repeat(32) as Txid, index: 1 };

function attempted(lock: Lock, attempt: Attempt) {
  const output = { value: 1_000_000n, scriptPubKey: lockScripts(lock).scriptPubKey };
  const tx = attemptSpend({ lock, attempt, keys, to, fee: 2_000n, coin: { outpoint, output } });
  return { tx, output };
}

function errorOf(name: string, attempt: Attempt, flags = standardFlags) {
  const { tx, output } = attempted(locks[name]!, attempt);
  const verdict = verifyInput(tx, 0, [output], flags);
  return verdict.ok ? 'ok' : verdict.error;
}

describe('the right way', () => {
  test.each(Object.keys(locks))('%s opens, by policy and by consensus', (name) => {
    expect(errorOf(name, 'right')).toBe('ok');
    expect(errorOf(name, 'right', mandatoryFlags)).toBe('ok');
    const { tx } = attempted(locks[name]!, 'right');
    expect(decodeTransaction(encodeTransaction(tx, { witness: true }))).toEqual(tx);
  });

  test('there can be two', () => {
    for (const name of ['bare', 'p2sh', 'p2wsh', 'if-else']) expect(errorOf(name, 'other-right')).toBe('ok');
  });
});

describe('wrong ways fail by name', () => {
  const expected: readonly (readonly [string, Attempt, string, string])[] = [
    ['p2pkh', 'wrong-key', 'EQUALVERIFY', 'EQUALVERIFY'],
    ['p2pkh', 'forged-signature', 'NULLFAIL', 'EVAL_FALSE'],
    ['p2pkh', 'missing-signature', 'INVALID_STACK_OPERATION', 'INVALID_STACK_OPERATION'],
    ['p2pkh', 'altered', 'NULLFAIL', 'EVAL_FALSE'],
    ['p2wpkh', 'wrong-key', 'EQUALVERIFY', 'EQUALVERIFY'],
    ['p2wpkh', 'forged-signature', 'NULLFAIL', 'EVAL_FALSE'],
    ['p2wpkh', 'missing-signature', 'WITNESS_PROGRAM_MISMATCH', 'WITNESS_PROGRAM_MISMATCH'],
    ['p2wpkh', 'altered', 'NULLFAIL', 'EVAL_FALSE'],
    ...(['bare', 'p2sh', 'p2wsh'] as const).flatMap(
      (name) =>
        [
          [name, 'one-signature', 'INVALID_STACK_OPERATION', 'INVALID_STACK_OPERATION'],
          [name, 'wrong-order', 'NULLFAIL', 'EVAL_FALSE'],
          [name, 'wrong-key', 'NULLFAIL', 'EVAL_FALSE'],
          [name, 'no-dummy', 'INVALID_STACK_OPERATION', 'INVALID_STACK_OPERATION'],
          [name, 'altered', 'NULLFAIL', 'EVAL_FALSE'],
        ] as const,
    ),
    ['cltv', 'too-early', 'UNSATISFIED_LOCKTIME', 'UNSATISFIED_LOCKTIME'],
    ['cltv', 'final-sequence', 'UNSATISFIED_LOCKTIME', 'UNSATISFIED_LOCKTIME'],
    ['cltv', 'wrong-key', 'NULLFAIL', 'EVAL_FALSE'],
    ['cltv', 'missing-signature', 'INVALID_STACK_OPERATION', 'INVALID_STACK_OPERATION'],
    ['csv', 'too-early', 'UNSATISFIED_LOCKTIME', 'UNSATISFIED_LOCKTIME'],
    ['csv', 'final-sequence', 'UNSATISFIED_LOCKTIME', 'UNSATISFIED_LOCKTIME'],
    ['if-else', 'wrong-branch', 'NULLFAIL', 'EVAL_FALSE'],
    ['if-else', 'too-early', 'UNSATISFIED_LOCKTIME', 'UNSATISFIED_LOCKTIME'],
    ['if-else', 'missing-signature', 'INVALID_STACK_OPERATION', 'INVALID_STACK_OPERATION'],
    ['taproot', 'wrong-key', 'SCHNORR_SIG', 'SCHNORR_SIG'],
    ['taproot', 'untweaked', 'SCHNORR_SIG', 'SCHNORR_SIG'],
    ['taproot', 'missing-signature', 'WITNESS_PROGRAM_WITNESS_EMPTY', 'WITNESS_PROGRAM_WITNESS_EMPTY'],
    ['taproot', 'altered', 'SCHNORR_SIG', 'SCHNORR_SIG'],
  ];
  test.each(expected)('%s, %s: %s', (name, attempt, policy, consensus) => {
    expect(errorOf(name, attempt)).toBe(policy);
    expect(errorOf(name, attempt, mandatoryFlags)).toBe(consensus);
  });

  test('whatever is offered for a lock, only right ways open it', () => {
    for (const [name, lock] of Object.entries(locks))
      for (const attempt of attemptsFor[lock.type])
        expect([name, attempt, errorOf(name, attempt, mandatoryFlags) === 'ok']).toEqual([
          name,
          attempt,
          attempt === 'right' || attempt === 'other-right',
        ]);
  });
});

describe('against @scure/btc-signer', () => {
  const multisig = btc.p2ms(2, publicKeys);
  const theirs: Readonly<Record<string, Uint8Array>> = {
    p2pkh: btc.p2pkh(a).script,
    p2wpkh: btc.p2wpkh(a).script,
    bare: multisig.script,
    p2sh: btc.p2sh(multisig).script,
    p2wsh: btc.p2wsh(multisig).script,
    taproot: btc.p2tr(a.slice(1)).script,
  };
  test.each(Object.keys(theirs))('%s: the same locking script', (name) => {
    expect(bytesToHex(lockScripts(locks[name]!).scriptPubKey)).toBe(bytesToHex(theirs[name]!));
  });

  test.each(Object.keys(theirs))(
    '%s: what they sign opens our lock, and equal inputs give equal ids',
    (name) => {
      const { tx: ours, output } = attempted(locks[name]!, 'right');
      const inner = lockScripts(locks[name]!).inner;
      const tx = new btc.Transaction({ version: 2, allowUnknownInputs: true, disableScriptCheck: true });
      const funding = new btc.Transaction({ version: 2, allowUnknownInputs: true, disableScriptCheck: true });
      funding.addInput({ txid: '11'.repeat(32), index: 0 });
      funding.addOutput({ script: theirs[name]!, amount: output.value });
      tx.addInput({
        txid: outpoint.txid,
        index: outpoint.index,
        sequence: ours.inputs[0]!.sequence,
        witnessUtxo: { script: output.scriptPubKey, amount: output.value },
        ...(name === 'p2sh' ? { redeemScript: inner! } : {}),
        ...(name === 'p2wsh' ? { witnessScript: inner! } : {}),
        ...(name === 'taproot' ? { tapInternalKey: a.slice(1) } : {}),
      });
      tx.addOutput({ script: to, amount: ours.outputs[0]!.value });
      const legacy = name === 'p2pkh' || name === 'bare' || name === 'p2sh';
      if (!legacy) {
        for (const each of name === 'p2wsh' ? [keys.owner, keys.partners[0]!] : [keys.owner]) tx.sign(each);
        tx.finalize();
        const signed = decodeTransaction(tx.extract());
        expect(verifyInput(signed, 0, [output], standardFlags)).toEqual({ ok: true });
        expect(txidOf(signed)).toBe(txidOf(ours));
      } else {
        expect(
          btc.RawTx.decode(encodeTransaction(ours, { witness: true })).inputs[0]!.finalScriptSig,
        ).toEqual(ours.inputs[0]!.scriptSig);
      }
    },
  );
});

test('locks read as one would write them', () => {
  expect(scriptAsm(lockScripts(locks.cltv!).inner!)).toBe(
    `120 OP_CHECKLOCKTIMEVERIFY OP_DROP ${bytesToHex(a)} OP_CHECKSIG`,
  );
  expect(scriptAsm(lockScripts(locks.csv!).inner!)).toBe(
    `5 OP_CHECKSEQUENCEVERIFY OP_DROP ${bytesToHex(a)} OP_CHECKSIG`,
  );
  expect(scriptAsm(lockScripts(locks['if-else']!).inner!)).toBe(
    `OP_IF ${bytesToHex(b)} OP_CHECKSIG OP_ELSE 120 OP_CHECKLOCKTIMEVERIFY OP_DROP ${bytesToHex(a)} OP_CHECKSIG OP_ENDIF`,
  );
});
