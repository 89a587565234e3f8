import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { xOnlyPublicKeyOf } from '#bitcoin/crypto/public-key';
import { signSchnorr } from '#bitcoin/crypto/schnorr';
import { taggedHash } from '#bitcoin/crypto/tagged-hash';
import { tweakPrivateKey } from '#bitcoin/crypto/taproot-key';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { mandatoryFlags } from '#bitcoin/script/flags';
import { taprootPreimage, taprootSighash } from '#bitcoin/script/sighash-taproot';
import { spentOutputsDigests, transactionDigests } from '#bitcoin/script/transaction-digests';
import { verifyInput } from '#bitcoin/script/verify-input';
import { checkRows, expectEqual, type SuiteResult } from '../suite.ts';

interface Row {
  readonly given: {
    readonly txinIndex: number;
    readonly internalPrivkey: string;
    readonly merkleRoot: string | null;
    readonly hashType: number;
  };
  readonly intermediary: {
    readonly internalPubkey: string;
    readonly tweak: string;
    readonly tweakedPrivkey: string;
    readonly sigMsg: string;
    readonly sigHash: string;
  };
  readonly expected: { readonly witness: readonly string[] };
}

interface File {
  readonly shared: {
    readonly given: {
      readonly rawUnsignedTx: string;
      readonly utxosSpent: readonly { readonly scriptPubKey: string; readonly amountSats: number }[];
    };
    readonly intermediary: Readonly<Record<string, string>>;
    readonly auxiliary: { readonly fullySignedTx: string };
  };
  readonly rows: readonly Row[];
}

/** BIP-0341: key path spends of one transaction, from private key to witness. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const path = join(vectorsFolder, 'core/bip341_keypath_inputs.json');
  const { shared, rows } = JSON.parse(await readFile(path, 'utf8')) as File;
  const tx = decodeTransaction(hexToBytes(shared.given.rawUnsignedTx));
  const signed = decodeTransaction(hexToBytes(shared.auxiliary.fullySignedTx));
  const spent = shared.given.utxosSpent.map(({ scriptPubKey, amountSats }) => ({
    value: BigInt(amountSats),
    scriptPubKey: hexToBytes(scriptPubKey),
  }));
  return checkRows('core/bip341_keypath_inputs', rows, ({ given, intermediary, expected }) => {
    const digests = { ...transactionDigests(tx), ...spentOutputsDigests(spent) };
    expectEqual(bytesToHex(digests.prevouts), shared.intermediary.hashPrevouts, 'hashPrevouts');
    expectEqual(bytesToHex(digests.sequences), shared.intermediary.hashSequences, 'hashSequences');
    expectEqual(bytesToHex(digests.outputs), shared.intermediary.hashOutputs, 'hashOutputs');
    expectEqual(bytesToHex(digests.amounts), shared.intermediary.hashAmounts, 'hashAmounts');
    expectEqual(
      bytesToHex(digests.scriptPubKeys),
      shared.intermediary.hashScriptPubkeys,
      'hashScriptPubkeys',
    );

    const { txinIndex, hashType } = given;
    const secret = hexToBytes(given.internalPrivkey);
    const root = hexToBytes(given.merkleRoot ?? '');
    const internalKey = xOnlyPublicKeyOf(secret);
    expectEqual(bytesToHex(internalKey), intermediary.internalPubkey, 'internal key');
    expectEqual(bytesToHex(taggedHash('TapTweak', internalKey, root)), intermediary.tweak, 'tweak');
    const tweaked = tweakPrivateKey(secret, root);
    expectEqual(bytesToHex(tweaked), intermediary.tweakedPrivkey, 'tweaked private key');
    const keyPath = { annexHash: undefined, leaf: undefined };
    const preimage = taprootPreimage(tx, txinIndex, spent, hashType, keyPath)!;
    const digest = taprootSighash(tx, txinIndex, spent, hashType, keyPath)!;
    expectEqual(bytesToHex(preimage), intermediary.sigMsg, 'sigMsg');
    expectEqual(bytesToHex(digest), intermediary.sigHash, 'sigHash');
    const suffix = hashType === 0 ? '' : hashType.toString(16).padStart(2, '0');
    expectEqual(bytesToHex(signSchnorr(digest, tweaked)) + suffix, expected.witness[0], 'signature');
    expectEqual(verifyInput(signed, txinIndex, spent, mandatoryFlags), { ok: true }, 'verdict');
  });
}
