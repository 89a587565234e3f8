import { signEcdsa } from '../crypto/ecdsa.ts';
import { hash160 } from '../crypto/hash160.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import type { Transaction, TxInput, TxOutput } from '../primitives/transaction.ts';
import { pushData } from '../script/push-data.ts';
import { bip143Sighash } from '../script/sighash-bip143.ts';
import { legacySighash } from '../script/sighash-legacy.ts';
import { p2pkhScript } from '../script/standard-scripts.ts';
import { type KeyForScript, keyForScript, type Wallet } from './wallet.ts';

/** "I agree to all inputs and all outputs", the hash type of nearly every signature. */
const sighashAll = 1;

/** `tx` with every input unlocked that the wallet has a key for; the others stay as they are.
 * Signatures are deterministic (RFC 6979) with low s, so equal transactions give equal bytes.
 * @param spentOutputs what each input spends, in order
 * @see BIP-0143 for P2WPKH, whitepaper §2 */
export function signTransaction(
  tx: Transaction,
  spentOutputs: readonly TxOutput[],
  wallet: Wallet,
): Transaction {
  const inputs = tx.inputs.map((input, i) => {
    const spent = spentOutputs[i]!;
    const owner = keyForScript(wallet, spent.scriptPubKey);
    return owner === undefined ? input : unlock(tx, input, i, spent, owner);
  });
  return { ...tx, inputs };
}

function unlock(
  tx: Transaction,
  input: TxInput,
  index: number,
  spent: TxOutput,
  { key, type }: KeyForScript,
): TxInput {
  if (type === 'p2wpkh') {
    const scriptCode = p2pkhScript(hash160(key.publicKey));
    const digest = bip143Sighash(tx, index, scriptCode, spent.value, sighashAll);
    return { ...input, witness: [signatureOf(digest, key), key.publicKey] };
  }
  const digest = legacySighash(tx, index, spent.scriptPubKey, sighashAll);
  const signature = signatureOf(digest, key);
  return { ...input, scriptSig: concatBytes(pushData(signature), pushData(key.publicKey)) };
}

function signatureOf(digest: Uint8Array, { privateKey }: KeyForScript['key']): Uint8Array {
  return concatBytes(signEcdsa(digest, privateKey), Uint8Array.of(sighashAll));
}
