import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import type { ScriptFlags } from './flags.ts';
import { readOperation, type ScriptOperation } from './parse-script.ts';
import type { ScriptError, ScriptVerdict } from './script-error.ts';
import type { ScriptPhase } from './script-spend.ts';
import type { ScriptState, SignatureChecker, SigVersion, TaprootSpend } from './script-state.ts';
import { bip143Preimage, bip143Sighash } from './sighash-bip143.ts';
import { legacyPreimage, legacySighash } from './sighash-legacy.ts';
import { taprootPreimage, taprootSighash } from './sighash-taproot.ts';
import { transactionChecker } from './transaction-checker.ts';
import { verifyScript } from './verify-script.ts';

/** Everything that happened while one input was checked, for a debugger to walk through in both directions. */
export interface ScriptTrace {
  readonly verdict: ScriptVerdict;
  /** The scripts in the order they ran. */
  readonly phases: readonly TracedPhase[];
}

/** One script's run. */
export interface TracedPhase {
  readonly phase: ScriptPhase;
  readonly script: Uint8Array;
  readonly sigVersion: SigVersion;
  readonly initial: ScriptState;
  readonly steps: readonly TracedStep[];
  /** Signatures checked outside any instruction: the one of a taproot key path. */
  readonly signatures: readonly TracedSignature[];
}

/** One instruction's run. */
export interface TracedStep {
  /** Undefined for the last step, which only finds that the script has ended. */
  readonly operation: ScriptOperation | undefined;
  /** False in a branch that is not taken. */
  readonly executed: boolean;
  readonly before: ScriptState;
  readonly after: ScriptState;
  /** Signatures this instruction checked, in order. */
  readonly signatures: readonly TracedSignature[];
}

/** One signature check: what was signed, byte by byte, and whether the signature fits. */
export interface TracedSignature {
  readonly scheme: 'ecdsa' | 'schnorr';
  /** As on the stack, with its hash type. */
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly hashType: number;
  /** The script that an ECDSA signature covers. */
  readonly scriptCode: Uint8Array | undefined;
  /** The bytes that are hashed; undefined where the hash type leaves nothing to hash. */
  readonly preimage: Uint8Array | undefined;
  /** What the signature signs, 32 bytes in internal order. */
  readonly digest: Uint8Array | undefined;
  readonly valid: boolean;
  /** Why a Schnorr signature failed the whole script. */
  readonly error: ScriptError | undefined;
}

/** Runs the scripts of one input as `verifyInput` does, and keeps every state and every signature check.
 * @param spentOutputs all outputs the transaction spends, in the order of its inputs */
export function traceInput(
  tx: Transaction,
  inputIndex: number,
  spentOutputs: readonly TxOutput[],
  flags: ScriptFlags,
): ScriptTrace {
  const phases: { -readonly [K in keyof TracedPhase]: TracedPhase[K] }[] = [];
  const steps: TracedStep[][] = [];
  let checked: TracedSignature[] = [];
  const { scriptSig, witness } = tx.inputs[inputIndex]!;
  const verdict = verifyScript({
    scriptSig,
    witness,
    scriptPubKey: spentOutputs[inputIndex]!.scriptPubKey,
    flags,
    checker: recordingChecker(tx, inputIndex, spentOutputs, (signature) => checked.push(signature)),
    observer: {
      enterPhase(phase, initial) {
        const { script, sigVersion } = initial.context;
        steps.push([]);
        checked = [];
        phases.push({ phase, script, sigVersion, initial, steps: steps.at(-1)!, signatures: checked });
      },
      stepped(before, after) {
        steps.at(-1)!.push({
          operation: operationAt(before),
          executed: before.conditions === undefined || before.conditions.allTrue,
          before,
          after,
          signatures: checked,
        });
        checked = [];
      },
    },
  });
  // Instructions took over what was checked while they ran; only a key path leaves its signature with the phase.
  for (const phase of phases) if (phase.phase !== 'taprootKeyPath') phase.signatures = [];
  return { verdict, phases };
}

function operationAt({ context, position }: ScriptState): ScriptOperation | undefined {
  return position < context.script.length ? readOperation(context.script, position) : undefined;
}

function recordingChecker(
  tx: Transaction,
  inputIndex: number,
  spentOutputs: readonly TxOutput[],
  record: (signature: TracedSignature) => void,
): SignatureChecker {
  const checker = transactionChecker(tx, inputIndex, spentOutputs);
  const { value } = spentOutputs[inputIndex]!;
  return {
    ...checker,
    checkEcdsaSignature(signature, publicKey, scriptCode, sigVersion) {
      const valid = checker.checkEcdsaSignature(signature, publicKey, scriptCode, sigVersion);
      const hashType = signature.at(-1) ?? 0;
      const base = sigVersion === 'base';
      record({
        scheme: 'ecdsa',
        signature,
        publicKey,
        hashType,
        scriptCode,
        preimage: base
          ? legacyPreimage(tx, inputIndex, scriptCode, hashType)
          : bip143Preimage(tx, inputIndex, scriptCode, value, hashType),
        digest: base
          ? legacySighash(tx, inputIndex, scriptCode, hashType)
          : bip143Sighash(tx, inputIndex, scriptCode, value, hashType),
        valid,
        error: undefined,
      });
      return valid;
    },
    checkSchnorrSignature(signature: Uint8Array, publicKey: Uint8Array, spend: TaprootSpend) {
      const error = checker.checkSchnorrSignature(signature, publicKey, spend);
      const hashType = signature[64] ?? 0;
      record({
        scheme: 'schnorr',
        signature,
        publicKey,
        hashType,
        scriptCode: undefined,
        preimage: taprootPreimage(tx, inputIndex, spentOutputs, hashType, spend),
        digest: taprootSighash(tx, inputIndex, spentOutputs, hashType, spend),
        valid: error === undefined,
        error,
      });
      return error;
    },
  };
}
