import type { Transaction, TxInput, TxOutput } from '../primitives/transaction.ts';
import { isCoinbase, WITNESS_SCALE_FACTOR } from '../primitives/transaction-size.ts';
import { SCRIPT_VERIFY, type ScriptFlags } from './flags.ts';
import { OP } from './opcodes.ts';
import { endOfOperation, isPushOnly, readOperation } from './parse-script.ts';
import { isPayToScriptHash, type WitnessProgram, witnessProgramOf } from './standard-scripts.ts';

/** What a CHECKMULTISIG counts when nobody knows its number of keys. */
const MAX_PUBKEYS_PER_MULTISIG = 20;

/** Signature operations a script contains, executed or not.
 * @param accurate counts a CHECKMULTISIG by the number in front of it instead of as 20
 * @see Bitcoin Core `CScript::GetSigOpCount` */
export function scriptSigops(script: Uint8Array, accurate: boolean): number {
  let count = 0;
  let previous: number = OP.INVALIDOPCODE;
  for (let offset = 0; offset < script.length; ) {
    const opcode = script[offset]!;
    const end = endOfOperation(script, offset);
    if (end < 0) break;
    if (opcode === OP.CHECKSIG || opcode === OP.CHECKSIGVERIFY) count++;
    if (opcode === OP.CHECKMULTISIG || opcode === OP.CHECKMULTISIGVERIFY) {
      const known = accurate && previous >= OP['1'] && previous <= OP['16'];
      count += known ? previous - OP.RESERVED : MAX_PUBKEYS_PER_MULTISIG;
    }
    previous = opcode;
    offset = end;
  }
  return count;
}

/** Signature operations in the scripts a transaction carries itself, as the first version counted them.
 * @see Bitcoin Core `GetLegacySigOpCount`, src/consensus/tx_verify.cpp */
export function legacySigops(tx: Transaction): number {
  let count = 0;
  for (const input of tx.inputs) count += scriptSigops(input.scriptSig, false);
  for (const output of tx.outputs) count += scriptSigops(output.scriptPubKey, false);
  return count;
}

/** Signature operations in the redeem scripts a transaction reveals.
 * @param spentOutputs all outputs the transaction spends, in the order of its inputs
 * @see BIP-0016; Bitcoin Core `GetP2SHSigOpCount` */
export function p2shSigops(tx: Transaction, spentOutputs: readonly TxOutput[]): number {
  if (isCoinbase(tx)) return 0;
  let count = 0;
  for (const [i, input] of tx.inputs.entries()) {
    if (!isPayToScriptHash(spentOutputs[i]!.scriptPubKey)) continue;
    const redeemScript = lastPush(input.scriptSig);
    if (redeemScript !== undefined) count += scriptSigops(redeemScript, true);
  }
  return count;
}

/** What a transaction costs of a block's budget for signature operations: those outside witnesses count four times.
 * @param spentOutputs all outputs the transaction spends, in the order of its inputs; ignored for a coinbase
 * @see BIP-0141, "Sigops"; Bitcoin Core `GetTransactionSigOpCost` */
export function transactionSigopsCost(
  tx: Transaction,
  spentOutputs: readonly TxOutput[],
  flags: ScriptFlags,
): number {
  const legacy = legacySigops(tx) * WITNESS_SCALE_FACTOR;
  if (isCoinbase(tx)) return legacy;
  const p2sh = (flags & SCRIPT_VERIFY.P2SH) !== 0 ? p2shSigops(tx, spentOutputs) * WITNESS_SCALE_FACTOR : 0;
  if ((flags & SCRIPT_VERIFY.WITNESS) === 0) return legacy + p2sh;
  const witness = tx.inputs.reduce(
    (count, input, i) => count + witnessSigops(input, spentOutputs[i]!.scriptPubKey),
    0,
  );
  return legacy + p2sh + witness;
}

/** @see Bitcoin Core `CountWitnessSigOps`, src/script/interpreter.cpp */
function witnessSigops(input: TxInput, scriptPubKey: Uint8Array): number {
  const bare = witnessProgramOf(scriptPubKey);
  if (bare !== undefined) return programSigops(bare, input.witness);
  if (!isPayToScriptHash(scriptPubKey) || !isPushOnly(input.scriptSig)) return 0;
  const redeemScript = lastPush(input.scriptSig);
  const wrapped = redeemScript === undefined ? undefined : witnessProgramOf(redeemScript);
  return wrapped === undefined ? 0 : programSigops(wrapped, input.witness);
}

function programSigops({ version, program }: WitnessProgram, witness: readonly Uint8Array[]): number {
  if (version !== 0) return 0;
  if (program.length === 20) return 1;
  const witnessScript = witness.at(-1);
  return program.length === 32 && witnessScript !== undefined ? scriptSigops(witnessScript, true) : 0;
}

/** What the last instruction of a push-only script pushes; nothing where it is OP_1 … OP_16. */
function lastPush(script: Uint8Array): Uint8Array | undefined {
  let last: Uint8Array | undefined;
  for (let offset = 0; offset < script.length; ) {
    const { opcode, data, end, truncated } = readOperation(script, offset);
    if (truncated || opcode > OP['16']) return undefined;
    last = data;
    offset = end;
  }
  return last;
}
