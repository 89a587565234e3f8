import { parseDerSignatureLax } from '../crypto/der-signature.ts';
import { isValidPublicKey, isValidXOnlyPublicKey } from '../crypto/public-key.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import type { ScriptFlags } from './flags.ts';
import { OP } from './opcodes.ts';
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

/** Why a signature does not fit: left out, not in a form that can be read, a hash type that allows no digest, a key that
 * is no point of the curve, or simply made for other bytes or by another key. */
export type SignatureFault =
  | 'empty-signature'
  | 'malformed-signature'
  | 'invalid-hash-type'
  | 'invalid-key'
  | 'wrong-signature';

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
  /** Why it does not fit; undefined when it does. */
  readonly reason: SignatureFault | undefined;
  /** The error with which a wrong Schnorr signature fails the whole script. */
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
        const operation = operationAt(before);
        steps.at(-1)!.push({
          operation,
          executed: wasExecuted(before, operation),
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

/** ELSE and ENDIF belong to the code around their IF, whichever branch they close. */
function wasExecuted({ conditions }: ScriptState, operation: ScriptOperation | undefined): boolean {
  const closes = operation?.opcode === OP.ELSE || operation?.opcode === OP.ENDIF;
  const governing = closes ? conditions?.outer : conditions;
  return governing === undefined || governing.allTrue;
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
        reason: valid ? undefined : ecdsaFault(signature, publicKey),
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
        reason: schnorrFault(error, publicKey),
        error,
      });
      return error;
    },
  };
}

function ecdsaFault(signature: Uint8Array, publicKey: Uint8Array): SignatureFault {
  if (signature.length === 0) return 'empty-signature';
  if (!isValidPublicKey(publicKey)) return 'invalid-key';
  const malformed = parseDerSignatureLax(signature.subarray(0, -1)) === undefined;
  return malformed ? 'malformed-signature' : 'wrong-signature';
}

function schnorrFault(error: ScriptError | undefined, publicKey: Uint8Array): SignatureFault | undefined {
  if (error === undefined) return undefined;
  if (error === 'SCHNORR_SIG_SIZE') return 'malformed-signature';
  if (error === 'SCHNORR_SIG_HASHTYPE') return 'invalid-hash-type';
  return isValidXOnlyPublicKey(publicKey) ? 'wrong-signature' : 'invalid-key';
}
