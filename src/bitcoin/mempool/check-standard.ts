import type { SpendingTransaction } from '../consensus/spending-transaction.ts';
import { accepted, refused, type Verdict } from '../consensus/verdict.ts';
import type { Transaction, TxInput } from '../primitives/transaction.ts';
import { strippedSizeOf, weightOf } from '../primitives/transaction-size.ts';
import { isPushOnly, parseScript } from '../script/parse-script.ts';
import { scriptSigops } from '../script/sigops.ts';
import {
  classifyScript,
  isPayToAnchor,
  isPayToScriptHash,
  type ScriptClass,
  witnessProgramOf,
} from '../script/standard-scripts.ts';
import { dustThreshold } from './dust.ts';
import type { MempoolPolicy } from './policy.ts';

const maxStandardVersion = 3;
const maxStandardScriptSigBytes = 1_650;
/** A transaction of 64 bytes looks like two hashes of a Merkle tree (CVE-2017-12842); smaller ones serve nobody. */
const minStandardStrippedBytes = 65;
const maxP2shSigops = 15;
const maxP2wshStackItems = 100;
const maxWitnessItemBytes = 80;
const maxP2wshScriptBytes = 3_600;
const annexTag = 0x50;
const tapscriptLeafVersion = 0xc0;

const remembered = new WeakMap<Transaction, { readonly policy: MempoolPolicy; readonly verdict: Verdict }>();

/** Checks the form of a transaction against what nodes relay. Remembered with the object, for the policy asked last.
 * @see Bitcoin Core `IsStandardTx`, src/policy/policy.cpp */
export function checkStandardTx(tx: Transaction, policy: MempoolPolicy): Verdict {
  const known = remembered.get(tx);
  if (known?.policy === policy) return known.verdict;
  const verdict = checkForm(tx, policy);
  remembered.set(tx, { policy, verdict });
  return verdict;
}

function checkForm(tx: Transaction, policy: MempoolPolicy): Verdict {
  if (tx.version < 1 || tx.version > maxStandardVersion) return refused('version', `version ${tx.version}`);
  const weight = weightOf(tx);
  if (weight > policy.maxStandardWeight) return refused('tx-size', `weight ${weight}`);
  for (const [i, { scriptSig }] of tx.inputs.entries()) {
    if (scriptSig.length > maxStandardScriptSigBytes) return refused('scriptsig-size', `input ${i}`);
    if (!isPushOnly(scriptSig)) return refused('scriptsig-not-pushonly', `input ${i}`);
  }
  const outputs = checkStandardOutputs(tx, policy);
  if (!outputs.ok) return outputs;
  const stripped = strippedSizeOf(tx);
  return stripped < minStandardStrippedBytes ? refused('tx-size-small', `${stripped} bytes`) : accepted;
}

function checkStandardOutputs(tx: Transaction, policy: MempoolPolicy): Verdict {
  let dataCarriers = 0;
  for (const [i, output] of tx.outputs.entries()) {
    const kind = classifyScript(output.scriptPubKey);
    if (!isStandardOutput(kind)) return refused('scriptpubkey', `output ${i} is ${kind.type}`);
    if (kind.type === 'nulldata') {
      dataCarriers++;
      if (output.scriptPubKey.length > policy.maxDataCarrierBytes)
        return refused('datacarrier', `output ${i}`);
    } else if (kind.type === 'multisig' && !policy.permitBareMultisig) {
      return refused('bare-multisig', `output ${i}`);
    }
  }
  const dust = tx.outputs.findIndex(
    (output) => output.value < dustThreshold(output, policy.dustRelayFeeRate),
  );
  if (dust >= 0) return refused('dust', `output ${dust} is ${tx.outputs[dust]!.value} satoshis`);
  return dataCarriers > 1 ? refused('multi-op-return', `${dataCarriers} data outputs`) : accepted;
}

/** @see Bitcoin Core `IsStandard`, src/policy/policy.cpp */
function isStandardOutput(kind: ScriptClass): boolean {
  if (kind.type === 'nonstandard') return false;
  return kind.type !== 'multisig' || (kind.publicKeys.length <= 3 && kind.required <= kind.publicKeys.length);
}

const rememberedInputs = new WeakMap<SpendingTransaction, Verdict>();

/** Checks that every spent output has a form whose spending costs are bounded. Remembered with the object.
 * @see Bitcoin Core `AreInputsStandard` and `IsWitnessStandard`, src/policy/policy.cpp */
export function checkStandardInputs(spending: SpendingTransaction): Verdict {
  let verdict = rememberedInputs.get(spending);
  if (verdict === undefined) {
    verdict = checkInputForms(spending);
    rememberedInputs.set(spending, verdict);
  }
  return verdict;
}

function checkInputForms({ tx, spentOutputs }: SpendingTransaction): Verdict {
  for (const [i, input] of tx.inputs.entries()) {
    const { type } = classifyScript(spentOutputs[i]!.scriptPubKey);
    if (type === 'nonstandard' || type === 'witness_unknown') {
      return refused('bad-txns-nonstandard-inputs', `input ${i} spends a ${type} output`);
    }
    if (type === 'scripthash' && input.scriptSig.length === 0) {
      return refused('bad-txns-nonstandard-inputs', `input ${i}: no redeem script`);
    }
    if (type === 'scripthash' && redeemSigops(input) > maxP2shSigops) {
      return refused('bad-txns-nonstandard-inputs', `input ${i}: p2sh redeemscript sigops exceed limit`);
    }
  }
  const odd = tx.inputs.findIndex((input, i) => !isWitnessStandard(input, spentOutputs[i]!.scriptPubKey));
  return odd < 0 ? accepted : refused('bad-witness-nonstandard', `input ${odd}`);
}

/** Signature operations in the script behind the hash: what is pushed last.
 * @see Bitcoin Core `CScript::GetSigOpCount(scriptSig)` */
function redeemSigops({ scriptSig }: TxInput): number {
  const redeemScript = lastPush(scriptSig);
  return redeemScript === undefined ? 0 : scriptSigops(redeemScript, true);
}

function isWitnessStandard(input: TxInput, scriptPubKey: Uint8Array): boolean {
  const { witness, scriptSig } = input;
  if (witness.length === 0) return true;
  const nested = isPayToScriptHash(scriptPubKey);
  const script = nested ? lastPush(scriptSig) : scriptPubKey;
  const program = script === undefined ? undefined : witnessProgramOf(script);
  // A witness where none belongs only makes the transaction heavier.
  if (program === undefined || isPayToAnchor(program)) return false;
  if (program.version === 0 && program.program.length === 32) return isP2wshWitnessStandard(witness);
  if (program.version === 1 && program.program.length === 32 && !nested) {
    return isTaprootWitnessStandard(witness);
  }
  return true;
}

function isP2wshWitnessStandard(witness: readonly Uint8Array[]): boolean {
  const items = witness.slice(0, -1);
  return (
    witness.at(-1)!.length <= maxP2wshScriptBytes &&
    items.length <= maxP2wshStackItems &&
    items.every((item) => item.length <= maxWitnessItemBytes)
  );
}

function isTaprootWitnessStandard(witness: readonly Uint8Array[]): boolean {
  if (witness.length < 2) return true;
  const control = witness.at(-1)!;
  if (control[0] === annexTag || control.length === 0) return false;
  if ((control[0]! & 0xfe) !== tapscriptLeafVersion) return true;
  return witness.slice(0, -2).every((item) => item.length <= maxWitnessItemBytes);
}

function lastPush(script: Uint8Array): Uint8Array | undefined {
  return parseScript(script).at(-1)?.data;
}
