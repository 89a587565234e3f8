import { describe, expect, test } from 'vitest';
import { classParams, mainnetParams } from '#bitcoin/consensus/params';
import { hash160 } from '#bitcoin/crypto/hash160';
import { sha256 } from '#bitcoin/crypto/sha256';
import { zeroHash } from '#bitcoin/primitives/hashes';
import type { Transaction, TxInput } from '#bitcoin/primitives/transaction';
import { assembleScript } from '#bitcoin/script/assemble';
import {
  allFlags,
  flagNamesOf,
  flagsAtHeight,
  flagsOf,
  mandatoryFlags,
  SCRIPT_VERIFY,
  standardFlags,
} from '#bitcoin/script/flags';
import { pushData } from '#bitcoin/script/push-data';
import { legacySigops, p2shSigops, scriptSigops, transactionSigopsCost } from '#bitcoin/script/sigops';
import { p2pkhScript, p2shScript, p2wpkhScript, p2wshScript } from '#bitcoin/script/standard-scripts';

const nothing = new Uint8Array(0);
const multisig = assembleScript('1 <02> <03> 2 CHECKMULTISIG');
const hash = new Uint8Array(20);

describe('counting in a script', () => {
  test.each([
    ['CHECKSIG CHECKSIGVERIFY', 2, 2],
    ['2 CHECKMULTISIG', 20, 2],
    ['16 CHECKMULTISIGVERIFY', 20, 16],
    ['<02> CHECKMULTISIG', 20, 20],
    ['0 IF CHECKSIG ENDIF', 1, 1],
    ['<ac>', 0, 0],
    ['CHECKSIGADD', 0, 0],
    ['CHECKSIG 0x05 0xac', 1, 1],
  ])('%s', (words, inaccurate, accurate) => {
    expect(scriptSigops(assembleScript(words), false)).toBe(inaccurate);
    expect(scriptSigops(assembleScript(words), true)).toBe(accurate);
  });
});

describe('counting in a transaction', () => {
  const spending = (scriptPubKey: Uint8Array, scriptSig: Uint8Array, witness: readonly Uint8Array[] = []) => {
    const previousOutput = { txid: '11'.repeat(32) as TxInput['previousOutput']['txid'], index: 0 };
    const tx: Transaction = {
      version: 2,
      inputs: [{ previousOutput, scriptSig, sequence: 0, witness }],
      outputs: [{ value: 1n, scriptPubKey: p2pkhScript(hash) }],
      lockTime: 0,
    };
    return { tx, spent: [{ value: 2n, scriptPubKey }] };
  };

  test.each([
    ['P2PKH', p2pkhScript(hash), nothing, [], 4],
    ['P2SH', p2shScript(hash160(multisig)), pushData(multisig), [], 4 + 8],
    ['P2WPKH', p2wpkhScript(hash), nothing, [hash], 4 + 1],
    ['P2WSH', p2wshScript(sha256(multisig)), nothing, [multisig], 4 + 2],
    ['P2SH-P2WPKH', p2shScript(hash160(p2wpkhScript(hash))), pushData(p2wpkhScript(hash)), [hash], 4 + 1],
    ['P2SH-P2WSH', p2shScript(hash), pushData(p2wshScript(sha256(multisig))), [multisig], 4 + 2],
    ['P2SH with a scriptSig that does more than push', p2shScript(hash), assembleScript('NOP 1'), [], 4],
    ['P2SH with an empty scriptSig', p2shScript(hash), nothing, [], 4],
    ['taproot', assembleScript(`1 <${'00'.repeat(32)}>`), nothing, [hash], 4],
  ])('%s', (_, scriptPubKey, scriptSig, witness, cost) => {
    const { tx, spent } = spending(scriptPubKey, scriptSig, witness);
    expect(transactionSigopsCost(tx, spent, mandatoryFlags)).toBe(cost);
    expect(transactionSigopsCost(tx, spent, 0)).toBe(legacySigops(tx) * 4);
  });

  test('a coinbase counts only what it carries', () => {
    const { tx } = spending(nothing, assembleScript('CHECKSIG'));
    const previousOutput = { txid: zeroHash, index: 0xffffffff };
    const coinbase = { ...tx, inputs: [{ ...tx.inputs[0]!, previousOutput }] };
    expect(transactionSigopsCost(coinbase, [], mandatoryFlags)).toBe(8);
    expect(p2shSigops(coinbase, [])).toBe(0);
  });
});

describe('flags', () => {
  test.each([
    [170_000, ''],
    [300_025, 'P2SH'],
    [367_891, 'P2SH DERSIG'],
    [400_000, 'P2SH DERSIG CHECKLOCKTIMEVERIFY'],
    [450_000, 'P2SH DERSIG CHECKLOCKTIMEVERIFY CHECKSEQUENCEVERIFY'],
    [481_824, 'P2SH DERSIG NULLDUMMY CHECKLOCKTIMEVERIFY CHECKSEQUENCEVERIFY WITNESS'],
    [709_632, 'P2SH DERSIG NULLDUMMY CHECKLOCKTIMEVERIFY CHECKSEQUENCEVERIFY WITNESS TAPROOT'],
  ])('main network at height %d', (height, names) => {
    expect(flagNamesOf(flagsAtHeight(height, mainnetParams)).join(' ')).toBe(names);
  });

  test('the class chain has every rule from its first block', () => {
    expect(flagsAtHeight(0, classParams)).toBe(mandatoryFlags);
  });

  test('there are 21 rules; relay asks for all but one', () => {
    expect(allFlags).toBe(2 ** 21 - 1);
    expect(flagNamesOf(allFlags & ~standardFlags)).toEqual(['SIGPUSHONLY']);
    expect(standardFlags & mandatoryFlags).toBe(mandatoryFlags);
    expect(flagsOf('P2SH', 'TAPROOT')).toBe(SCRIPT_VERIFY.P2SH | SCRIPT_VERIFY.TAPROOT);
  });
});
