import type { ScriptFlags } from './flags.ts';
import type { ScriptOperation } from './parse-script.ts';
import type { ScriptError } from './script-error.ts';
import type { Stack } from './stack.ts';

/** Which dialect a script is in.
 * @see Bitcoin Core `SigVersion` */
export type SigVersion = 'base' | 'witness_v0' | 'tapscript';

/** What a script asks about the transaction that spends. */
export interface SignatureChecker {
  /** Whether an ECDSA signature is right.
   * @param signature with its hash type byte, possibly empty
   * @param scriptCode the part of the script that is signed */
  checkEcdsaSignature(
    signature: Uint8Array,
    publicKey: Uint8Array,
    scriptCode: Uint8Array,
    sigVersion: 'base' | 'witness_v0',
  ): boolean;
  /** Why a Schnorr signature is wrong, or undefined when it is right.
   * @param signature 64 bytes, or 65 with its hash type
   * @param publicKey 32 bytes */
  checkSchnorrSignature(
    signature: Uint8Array,
    publicKey: Uint8Array,
    spend: TaprootSpend,
  ): ScriptError | undefined;
  /** Whether the transaction's lock time has reached `lockTime`.
   * @see BIP-0065 */
  checkLockTime(lockTime: number): boolean;
  /** Whether the input's sequence asks to wait at least `sequence`.
   * @see BIP-0112 */
  checkSequence(sequence: number): boolean;
}

/** What a taproot signature commits to beside the transaction. */
export interface TaprootSpend {
  /** SHA-256 of the annex with its length, when there is one. */
  readonly annexHash: Uint8Array | undefined;
  /** The executed leaf; undefined for a key path spend. */
  readonly leaf: { readonly hash: Uint8Array; readonly codeSeparatorPosition: number } | undefined;
}

/** What stays the same while one script runs. */
export interface ScriptContext {
  readonly script: Uint8Array;
  readonly sigVersion: SigVersion;
  readonly flags: ScriptFlags;
  readonly checker: SignatureChecker;
  /** Present in tapscript. */
  readonly tapscript?: { readonly leafHash: Uint8Array; readonly annexHash: Uint8Array | undefined };
}

/** One IF that is open, with the ones around it. */
export interface Condition {
  /** Whether its current branch runs, as far as this IF is concerned. */
  readonly value: boolean;
  /** Whether all IFs from here outward let the branch run. */
  readonly allTrue: boolean;
  readonly outer: Condition | undefined;
}

/** Everything that is known between two instructions. A value: `step` makes the next one and leaves this one alone. */
export interface ScriptState {
  readonly context: ScriptContext;
  /** `ended` means run to the end, whatever is on the stack. */
  readonly status: 'running' | 'ended' | 'failed';
  readonly error: ScriptError | undefined;
  /** Offset of the next instruction; of the failing one after a failure. */
  readonly position: number;
  /** Number of instructions before this one, executed or not. */
  readonly operationIndex: number;
  /** Instructions counted towards the limit of 201. */
  readonly operationCount: number;
  readonly stack: Stack;
  readonly altStack: Stack;
  /** The innermost open IF. */
  readonly conditions: Condition | undefined;
  /** Offset behind the last executed OP_CODESEPARATOR: signatures cover the script from here. */
  readonly codeStart: number;
  /** Index of the last executed OP_CODESEPARATOR, 0xffffffff before the first.
   * @see BIP-0342 */
  readonly codeSeparatorPosition: number;
  /** What is left for signature checks in tapscript.
   * @see BIP-0342, "Resource limits" */
  readonly validationWeightLeft: number;
}

/** What an instruction changes. */
export type StateChange = Partial<
  Pick<
    ScriptState,
    'stack' | 'altStack' | 'conditions' | 'codeStart' | 'codeSeparatorPosition' | 'validationWeightLeft'
  >
> & {
  /** Keys that a multisig adds to the operation count. */
  readonly extraOperations?: number;
};

/** What an instruction does: the change it makes, or how it fails. */
export type Execute = (state: ScriptState, operation: ScriptOperation) => StateChange | ScriptError;

/** Instructions by opcode. */
export type OperationTable = Readonly<Record<number, Execute>>;

/** A table entry that first asks for a number of stack items. */
export function needing(items: number, execute: Execute): Execute {
  return (state, operation) =>
    (state.stack?.size ?? 0) < items ? 'INVALID_STACK_OPERATION' : execute(state, operation);
}
