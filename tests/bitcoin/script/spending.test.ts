import * as noble from '@noble/secp256k1';
import * as btc from '@scure/btc-signer';
import * as bitcoin from 'bitcoinjs-lib';
import { describe, expect, test } from 'vitest';
import { signEcdsa, verifyEcdsa } from '#bitcoin/crypto/ecdsa';
import { hash160 } from '#bitcoin/crypto/hash160';
import { publicKeyOf, xOnlyPublicKeyOf } from '#bitcoin/crypto/public-key';
import { signSchnorr } from '#bitcoin/crypto/schnorr';
import { sha256 } from '#bitcoin/crypto/sha256';
import { tweakPrivateKey, tweakPublicKey } from '#bitcoin/crypto/taproot-key';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import type { Transaction, TxInput, TxOutput } from '#bitcoin/primitives/transaction';
import { assembleScript } from '#bitcoin/script/assemble';
import { flagsOf, mandatoryFlags, type ScriptFlagName, standardFlags } from '#bitcoin/script/flags';
import { pushData } from '#bitcoin/script/push-data';
import type { ScriptError } from '#bitcoin/script/script-error';
import { traceInput } from '#bitcoin/script/script-trace';
import { bip143Sighash } from '#bitcoin/script/sighash-bip143';
import { legacySighash } from '#bitcoin/script/sighash-legacy';
import { taprootSighash } from '#bitcoin/script/sighash-taproot';
import {
  multisigScript,
  p2pkhScript,
  p2pkScript,
  p2trScript,
  p2wpkhScript,
  witnessProgramScript,
} from '#bitcoin/script/standard-scripts';
import { buildTapTree, controlBlock } from '#bitcoin/script/tap-tree';
import { clearInputVerdicts, verifyInput } from '#bitcoin/script/verify-input';

const secrets = [11, 12, 13].map((byte) => new Uint8Array(32).fill(byte));
const [alice, bob, carol] = secrets as [Uint8Array, Uint8Array, Uint8Array];
const keys = secrets.map((secret) => publicKeyOf(secret));
const xOnly = secrets.map((secret) => xOnlyPublicKeyOf(secret));
const verdictOf = (tx: Transaction, spent: readonly TxOutput[], flags = standardFlags) => {
  const verdict = verifyInput(tx, 0, spent, flags);
  return verdict.ok ? 'OK' : verdict.error;
};

/** What btc-signer returns for every kind of output. */
type Payment = ReturnType<typeof btc.p2pkh>;
type Kind = readonly [name: string, payment: object, signers: readonly Uint8Array[], phases: string];

describe('what other software signs', () => {
  const kinds: readonly Kind[] = [
    ['P2PKH', btc.p2pkh(keys[0]!), [alice], 'scriptSig scriptPubKey'],
    ['P2SH 2 of 3', btc.p2sh(btc.p2ms(2, keys)), [bob, carol], 'scriptSig scriptPubKey redeemScript'],
    ['P2WPKH', btc.p2wpkh(keys[0]!), [alice], 'scriptSig scriptPubKey witnessScript'],
    [
      'P2SH-P2WPKH',
      btc.p2sh(btc.p2wpkh(keys[0]!)),
      [alice],
      'scriptSig scriptPubKey redeemScript witnessScript',
    ],
    ['P2WSH 2 of 3', btc.p2wsh(btc.p2ms(2, keys)), [alice, bob], 'scriptSig scriptPubKey witnessScript'],
    [
      'P2SH-P2WSH',
      btc.p2sh(btc.p2wsh(btc.p2ms(2, keys))),
      [alice, bob],
      'scriptSig scriptPubKey redeemScript witnessScript',
    ],
    ['P2TR by key', btc.p2tr(xOnly[0]!), [alice], 'scriptSig scriptPubKey taprootKeyPath'],
    [
      'P2TR by script',
      btc.p2tr(undefined, { script: btc.p2tr_ms(2, xOnly).script }),
      [alice, bob],
      'scriptSig scriptPubKey tapscript',
    ],
  ];

  test.each<Kind>(kinds)('%s verifies, and no longer once anything is changed', (...kind) => {
    const [, payment, signers, phases] = kind;
    const { tx, spent } = signedBy(payment as Payment, signers);
    expect(verdictOf(tx, spent)).toBe('OK');
    expect(verdictOf(tx, spent, mandatoryFlags)).toBe('OK');
    const [first] = tx.inputs as [TxInput];
    const robbed = { ...tx, outputs: [{ ...tx.outputs[0]!, value: tx.outputs[0]!.value - 1n }] };
    expect(verdictOf(robbed, spent)).not.toBe('OK');
    expect(verdictOf({ ...tx, inputs: [{ ...first, sequence: 7 }] }, spent)).not.toBe('OK');
    const amountSigned = first.witness.length > 0;
    const richer = [{ ...spent[0]!, value: spent[0]!.value + 1n }];
    expect(verdictOf(tx, richer) === 'OK').toBe(!amountSigned);

    const trace = traceInput(tx, 0, spent, standardFlags);
    expect(trace.verdict).toEqual({ ok: true });
    expect(trace.phases.map(({ phase }) => phase).join(' ')).toBe(phases);
    const signatures = trace.phases.flatMap(({ signatures: own, steps }) => [
      ...own,
      ...steps.flatMap((step) => step.signatures),
    ]);
    expect(signatures.filter(({ valid }) => valid).length).toBe(signers.length);
    for (const { preimage, digest, scheme, valid, signature, publicKey } of signatures) {
      expect(preimage).toBeDefined();
      if (scheme === 'ecdsa') {
        expect(sha256(sha256(preimage!))).toEqual(digest);
        expect(verifyEcdsa(signature.subarray(0, -1), publicKey, digest!)).toBe(valid);
      }
    }
  });

  function signedBy(payment: Payment, signers: readonly Uint8Array[]) {
    const spent: TxOutput[] = [{ value: 100_000n, scriptPubKey: payment.script }];
    const draft = new btc.Transaction({ allowUnknownOutputs: true, allowLegacyWitnessUtxo: true });
    draft.addInput({
      txid: new Uint8Array(32).fill(3),
      index: 0,
      ...payment,
      witnessUtxo: { script: payment.script, amount: 100_000n },
    } as Parameters<typeof draft.addInput>[0]);
    draft.addOutputAddress(btc.p2wpkh(keys[1]!).address!, 90_000n);
    for (const secret of signers) draft.sign(secret, undefined, new Uint8Array(32));
    draft.finalize();
    return { tx: decodeTransaction(draft.extract()), spent };
  }
});

describe('what we sign', () => {
  const value = 100_000n;
  const unsigned = plainTransaction([]);
  const theirs = bitcoin.Transaction.fromBuffer(encodeTransaction(unsigned, { witness: true }));
  const nobleVerify = (der: Uint8Array, digest: Uint8Array) => {
    const compact = bitcoin.script.signature.decode(concatBytes(der, Uint8Array.of(1))).signature;
    return noble.verify(compact, digest, keys[0]!, { prehash: false });
  };
  const withUnlocking = (scriptSig: Uint8Array, witness: readonly Uint8Array[]): Transaction => ({
    ...unsigned,
    inputs: [{ ...unsigned.inputs[0]!, scriptSig, witness }],
  });

  test('P2PKH is accepted by other software, and by us', () => {
    const script = p2pkhScript(hash160(keys[0]!));
    const der = signEcdsa(legacySighash(unsigned, 0, script, 1), alice);
    expect(nobleVerify(der, theirs.hashForSignature(0, script, 1))).toBe(true);
    const scriptSig = concatBytes(pushData(concatBytes(der, Uint8Array.of(1))), pushData(keys[0]!));
    expect(verdictOf(withUnlocking(scriptSig, []), [{ value, scriptPubKey: script }])).toBe('OK');
  });

  test('P2WPKH is accepted by other software, and by us', () => {
    const code = p2pkhScript(hash160(keys[0]!));
    const der = signEcdsa(bip143Sighash(unsigned, 0, code, value, 1), alice);
    expect(nobleVerify(der, theirs.hashForWitnessV0(0, code, value, 1))).toBe(true);
    const spent = [{ value, scriptPubKey: p2wpkhScript(hash160(keys[0]!)) }];
    const witness = [concatBytes(der, Uint8Array.of(1)), keys[0]!];
    expect(verdictOf(withUnlocking(new Uint8Array(0), witness), spent)).toBe('OK');
  });

  test('a taproot key path is accepted by other software, and by us', () => {
    const output = tweakPublicKey(xOnly[0]!)!;
    const spent = [{ value, scriptPubKey: p2trScript(output.key) }];
    const keyPath = { annexHash: undefined, leaf: undefined };
    const signature = signSchnorr(taprootSighash(unsigned, 0, spent, 0, keyPath)!, tweakPrivateKey(alice));
    const digest = theirs.hashForWitnessV1(0, [spent[0]!.scriptPubKey], [value], 0);
    expect(noble.schnorr.verify(signature, digest, output.key)).toBe(true);
    expect(verdictOf(withUnlocking(new Uint8Array(0), [signature]), spent)).toBe('OK');
  });

  test.each([
    ['P2PK', p2pkScript(keys[0]!), [alice], 'OK'],
    ['2 of 3', multisigScript(2, keys), [alice, carol], 'OK'],
    ['2 of 3 in the wrong order', multisigScript(2, keys), [carol, alice], 'NULLFAIL'],
    ['2 of 3 by one key twice', multisigScript(2, keys), [alice, alice], 'NULLFAIL'],
    ['3 of 3 with one missing', multisigScript(3, keys), [alice, carol], 'INVALID_STACK_OPERATION'],
  ] as const)('%s', (_, script, signers, expected) => {
    const digest = legacySighash(unsigned, 0, script, 1);
    const pushes = signers.map((secret) =>
      pushData(concatBytes(signEcdsa(digest, secret), Uint8Array.of(1))),
    );
    const dummy = script.at(-1) === 0xae ? [Uint8Array.of(0)] : [];
    const tx = withUnlocking(concatBytes(...dummy, ...pushes), []);
    expect(verdictOf(tx, [{ value, scriptPubKey: script }])).toBe(expected);
  });
});

describe('tapscript', () => {
  const internalKey = xOnly[2]!;

  /** Spends a tree with this one leaf; `sign` gets the digest for a signature with the default hash type. */
  function spendLeaf(
    words: string,
    witness: (digest: Uint8Array) => readonly Uint8Array[],
    options: { leafVersion?: number; annex?: Uint8Array; flags?: readonly ScriptFlagName[] } = {},
  ): ScriptError | 'OK' {
    const leafVersion = options.leafVersion ?? 0xc0;
    const { root, leaves } = buildTapTree({ script: assembleScript(words), leafVersion });
    const output = tweakPublicKey(internalKey, root)!;
    const spent: TxOutput[] = [{ value: 5_000n, scriptPubKey: p2trScript(output.key) }];
    const unsigned = plainTransaction([]);
    const leaf = { hash: leaves[0]!.leafHash, codeSeparatorPosition: 0xffffffff };
    const digest = taprootSighash(unsigned, 0, spent, 0, { annexHash: undefined, leaf })!;
    const items = [
      ...witness(digest),
      leaves[0]!.script,
      controlBlock(leaves[0]!, internalKey, output.parity),
    ];
    if (options.annex !== undefined) items.push(options.annex);
    return verdictOf(plainTransaction(items), spent, mandatoryFlags | flagsOf(...(options.flags ?? [])));
  }

  const key = (i: number) => `<${bytesToHex(xOnly[i]!)}>`;
  const empty = new Uint8Array(0);

  test('signatures are counted with CHECKSIGADD', () => {
    const script = `${key(0)} CHECKSIG ${key(1)} CHECKSIGADD 2 NUMEQUAL`;
    const both = (digest: Uint8Array) => [signSchnorr(digest, bob), signSchnorr(digest, alice)];
    expect(spendLeaf(script, both)).toBe('OK');
    expect(spendLeaf(script, (digest) => both(digest).reverse())).toBe('SCHNORR_SIG');
    expect(spendLeaf(script, (digest) => [empty, signSchnorr(digest, alice)])).toBe('EVAL_FALSE');
    expect(spendLeaf(script, () => [empty, new Uint8Array(63)])).toBe('SCHNORR_SIG_SIZE');
    expect(
      spendLeaf(script, (digest) => [empty, concatBytes(signSchnorr(digest, alice), Uint8Array.of(0))]),
    ).toBe('SCHNORR_SIG_HASHTYPE');
  });

  test('an annex is signed too', () => {
    const script = `${key(0)} CHECKSIG`;
    const signature = (digest: Uint8Array) => [signSchnorr(digest, alice)];
    expect(spendLeaf(script, signature)).toBe('OK');
    expect(spendLeaf(script, signature, { annex: Uint8Array.of(0x50, 1) })).toBe('SCHNORR_SIG');
  });

  test.each<[string, string, readonly Uint8Array[], readonly ScriptFlagName[], ScriptError | 'OK']>([
    ['a truth is enough', '1', [], [], 'OK'],
    ['CHECKMULTISIG is gone', '0 0 CHECKMULTISIG', [], [], 'TAPSCRIPT_CHECKMULTISIG'],
    ['IF takes exactly nothing or 01', 'IF 1 ELSE 1 ENDIF', [Uint8Array.of(2)], [], 'TAPSCRIPT_MINIMALIF'],
    ['an empty key is none', '0 0 CHECKSIG', [], [], 'TAPSCRIPT_EMPTY_PUBKEY'],
    ['an unknown kind of key accepts everything', '1 <0102> CHECKSIG', [], [], 'OK'],
    [
      '… but not by policy',
      '1 <0102> CHECKSIG',
      [],
      ['DISCOURAGE_UPGRADABLE_PUBKEYTYPE'],
      'DISCOURAGE_UPGRADABLE_PUBKEYTYPE',
    ],
    ['OP_SUCCESS wins over everything', '0 VERIFY RETURN CAT', [new Uint8Array(521)], [], 'OK'],
    ['… but not by policy', 'CAT', [], ['DISCOURAGE_OP_SUCCESS'], 'DISCOURAGE_OP_SUCCESS'],
    ['OP_SUCCESS behind a truncated push is not seen', '0x05 0x7e', [], [], 'BAD_OPCODE'],
    ['OP_SUCCESS before a truncated push is', '0x7e 0x05', [], [], 'OK'],
    ['there is no limit of 201 instructions', `${'NOP '.repeat(300)}1`, [], [], 'OK'],
    ['there is one for the stack', `${'1 '.repeat(1001)}`, [], [], 'STACK_SIZE'],
    ['the stack must be clean', '1 1', [], [], 'CLEANSTACK'],
    [
      'signature checks are paid for with witness bytes',
      `${'1 <0102> CHECKSIGVERIFY '.repeat(30)}1`,
      [],
      [],
      'TAPSCRIPT_VALIDATION_WEIGHT',
    ],
    [
      '… which padding provides',
      `${'1 <0102> CHECKSIGVERIFY '.repeat(30)}DROP DROP DROP 1`,
      [new Uint8Array(500), new Uint8Array(500), new Uint8Array(500)],
      [],
      'OK',
    ],
  ])('%s: %s', (_, words, items, flags, expected) => {
    expect(spendLeaf(words, () => items, { flags })).toBe(expected);
  });

  test('an unknown leaf version accepts everything, except by policy', () => {
    expect(spendLeaf('0', () => [], { leafVersion: 0xc2 })).toBe('OK');
    const flags: ScriptFlagName[] = ['DISCOURAGE_UPGRADABLE_TAPROOT_VERSION'];
    expect(spendLeaf('0', () => [], { leafVersion: 0xc2, flags })).toBe(
      'DISCOURAGE_UPGRADABLE_TAPROOT_VERSION',
    );
  });

  test('the control block must lead to the output key', () => {
    const { root, leaves } = buildTapTree({ script: assembleScript('1'), leafVersion: 0xc0 });
    const output = tweakPublicKey(internalKey, root)!;
    const spent: TxOutput[] = [{ value: 1n, scriptPubKey: p2trScript(output.key) }];
    const control = controlBlock(leaves[0]!, internalKey, output.parity);
    const wrongParity = control.slice();
    wrongParity[0]! ^= 1;
    const script = leaves[0]!.script;
    const run = (...witness: Uint8Array[]) => verdictOf(plainTransaction(witness), spent, mandatoryFlags);
    expect(run(script, control)).toBe('OK');
    expect(run(script, wrongParity)).toBe('WITNESS_PROGRAM_MISMATCH');
    expect(run(assembleScript('2'), control)).toBe('WITNESS_PROGRAM_MISMATCH');
    expect(run(script, concatBytes(control, new Uint8Array(32)))).toBe('WITNESS_PROGRAM_MISMATCH');
    expect(run(script, control.subarray(1))).toBe('TAPROOT_WRONG_CONTROL_SIZE');
    expect(run(script, concatBytes(control, new Uint8Array(32 * 129)))).toBe('TAPROOT_WRONG_CONTROL_SIZE');
    expect(run()).toBe('WITNESS_PROGRAM_WITNESS_EMPTY');
    expect(verdictOf(plainTransaction([script]), spent, flagsOf('P2SH', 'WITNESS'))).toBe('OK');
  });

  test('the anchor needs no witness', () => {
    const anchor = witnessProgramScript(1, Uint8Array.of(0x4e, 0x73));
    expect(verdictOf(plainTransaction([]), [{ value: 0n, scriptPubKey: anchor }])).toBe('OK');
  });
});

test('a tampered witness does not spoil the verdict on the honest one', () => {
  clearInputVerdicts();
  const script = assembleScript('1');
  const spent: TxOutput[] = [
    { value: 1n, scriptPubKey: assembleScript(`0 <${bytesToHex(sha256(script))}>`) },
  ];
  const honest = plainTransaction([script]);
  const tampered = plainTransaction([assembleScript('2')]);
  for (let i = 0; i < 2; i++) {
    expect(verdictOf(tampered, spent)).toBe('WITNESS_PROGRAM_MISMATCH');
    expect(verdictOf(honest, spent)).toBe('OK');
    // The same transaction, other rules and other outputs to spend.
    expect(verdictOf(tampered, spent, flagsOf('P2SH'))).toBe('OK');
    expect(verdictOf(honest, [{ ...spent[0]!, scriptPubKey: assembleScript('0') }])).toBe('EVAL_FALSE');
  }
});

function plainTransaction(witness: readonly Uint8Array[]): Transaction {
  const previousOutput = { txid: 'ab'.repeat(32) as TxInput['previousOutput']['txid'], index: 0 };
  return {
    version: 2,
    inputs: [{ previousOutput, scriptSig: new Uint8Array(0), sequence: 0xfffffffd, witness }],
    outputs: [{ value: 1_000n, scriptPubKey: assembleScript('1') }],
    lockTime: 0,
  };
}
