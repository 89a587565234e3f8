import { hasPublicKeySize } from '../crypto/public-key.ts';
import { verifyEcdsaCached, verifySchnorrCached } from '../crypto/signature-cache.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import { SEQUENCE_LOCKTIME_DISABLE_FLAG } from './flow-operations.ts';
import type { SignatureChecker } from './script-state.ts';
import { bip143Sighash } from './sighash-bip143.ts';
import { legacySighash } from './sighash-legacy.ts';
import { taprootSighash } from './sighash-taproot.ts';

/** Lock times below are block heights, from here on Unix times. */
const LOCKTIME_THRESHOLD = 500_000_000;
/** Sequence number that switches the transaction's lock time off for its input. */
const SEQUENCE_FINAL = 0xffffffff;
/** Bit of a sequence number that makes it a time in units of 512 seconds.
 * @see BIP-0068 */
const SEQUENCE_LOCKTIME_TYPE_FLAG = 0x00400000;
const SEQUENCE_LOCKTIME_MASK = 0x0000ffff;

/** Answers a script's questions about one input of a real transaction. Signatures go through the shared cache.
 * @param spentOutputs all outputs the transaction spends, in the order of its inputs
 * @see Bitcoin Core `GenericTransactionSignatureChecker`, src/script/interpreter.cpp */
export function transactionChecker(
  tx: Transaction,
  inputIndex: number,
  spentOutputs: readonly TxOutput[],
): SignatureChecker {
  const { value } = spentOutputs[inputIndex]!;
  const { sequence: inputSequence } = tx.inputs[inputIndex]!;
  // A multisig asks for the same digest once for every pair of signature and key.
  let lastCode: Uint8Array | undefined;
  let lastHashType = 0;
  let lastDigest: Uint8Array | undefined;

  return {
    checkEcdsaSignature(signature, publicKey, scriptCode, sigVersion) {
      if (!hasPublicKeySize(publicKey) || signature.length === 0) return false;
      const hashType = signature[signature.length - 1]!;
      if (lastDigest === undefined || lastCode !== scriptCode || lastHashType !== hashType) {
        lastDigest =
          sigVersion === 'base'
            ? legacySighash(tx, inputIndex, scriptCode, hashType)
            : bip143Sighash(tx, inputIndex, scriptCode, value, hashType);
        lastCode = scriptCode;
        lastHashType = hashType;
      }
      return verifyEcdsaCached(signature.subarray(0, -1), publicKey, lastDigest);
    },

    checkSchnorrSignature(signature, publicKey, spend) {
      if (signature.length !== 64 && signature.length !== 65) return 'SCHNORR_SIG_SIZE';
      const hashType = signature[64] ?? 0;
      // The default type is written by leaving it out; a zero byte would be a second form of the same.
      if (signature.length === 65 && hashType === 0) return 'SCHNORR_SIG_HASHTYPE';
      const digest = taprootSighash(tx, inputIndex, spentOutputs, hashType, spend);
      if (digest === undefined) return 'SCHNORR_SIG_HASHTYPE';
      return verifySchnorrCached(signature.subarray(0, 64), publicKey, digest) ? undefined : 'SCHNORR_SIG';
    },

    checkLockTime(lockTime) {
      // Heights compare with heights, times with times.
      if (tx.lockTime < LOCKTIME_THRESHOLD !== lockTime < LOCKTIME_THRESHOLD) return false;
      // A final input would let the transaction in although its lock time has not come.
      return lockTime <= tx.lockTime && inputSequence !== SEQUENCE_FINAL;
    },

    checkSequence(sequence) {
      if (tx.version < 2 || (inputSequence & SEQUENCE_LOCKTIME_DISABLE_FLAG) !== 0) return false;
      const mask = SEQUENCE_LOCKTIME_TYPE_FLAG | SEQUENCE_LOCKTIME_MASK;
      const wanted = sequence & mask;
      const given = inputSequence & mask;
      if (wanted < SEQUENCE_LOCKTIME_TYPE_FLAG !== given < SEQUENCE_LOCKTIME_TYPE_FLAG) return false;
      return wanted <= given;
    },
  };
}
