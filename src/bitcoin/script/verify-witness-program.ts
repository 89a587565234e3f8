import { sha256 } from '../crypto/sha256.ts';
import { checkTaprootTweak } from '../crypto/taproot-key.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { equalBytes } from '../encoding/equal-bytes.ts';
import { SCRIPT_VERIFY } from './flags.ts';
import { MAX_SCRIPT_ELEMENT_SIZE, MAX_STACK_SIZE, startScript } from './interpreter.ts';
import { isOpSuccess } from './opcodes.ts';
import { readOperation } from './parse-script.ts';
import type { ScriptError } from './script-error.ts';
import { runPhase, type ScriptSpend } from './script-spend.ts';
import type { ScriptContext, ScriptState } from './script-state.ts';
import { isTrue, stackOf, stackSize } from './stack.ts';
import { isPayToAnchor, p2pkhScript, type WitnessProgram } from './standard-scripts.ts';
import {
  TAPROOT_CONTROL_BASE_SIZE,
  TAPROOT_CONTROL_MAX_SIZE,
  TAPROOT_CONTROL_NODE_SIZE,
  TAPROOT_LEAF_MASK,
  TAPROOT_LEAF_TAPSCRIPT,
  tapLeafHash,
  tapMerkleRoot,
} from './tap-tree.ts';

/** First byte of the last witness item that makes it an annex.
 * @see BIP-0341 */
const ANNEX_TAG = 0x50;
/** Validation weight every tapscript spend gets for nothing.
 * @see BIP-0342 */
const VALIDATION_WEIGHT_OFFSET = 50;

/** Why a witness does not satisfy its program, or undefined when it does.
 * @see BIP-0141, BIP-0341; Bitcoin Core `VerifyWitnessProgram`, src/script/interpreter.cpp */
export function verifyWitnessProgram(
  spend: ScriptSpend,
  witnessProgram: WitnessProgram,
  options: { readonly isP2sh: boolean },
): ScriptError | undefined {
  const { version, program } = witnessProgram;
  const { isP2sh } = options;
  if (version === 0) {
    if (program.length === 32) return verifyScriptHash(spend, program);
    if (program.length === 20) return verifyKeyHash(spend, program);
    return 'WITNESS_PROGRAM_WRONG_LENGTH';
  }
  if (version === 1 && program.length === 32 && !isP2sh) {
    return (spend.flags & SCRIPT_VERIFY.TAPROOT) !== 0 ? verifyTaproot(spend, program) : undefined;
  }
  if (!isP2sh && isPayToAnchor(witnessProgram)) return undefined;
  // What has no meaning yet may be spent by anyone, so that a soft fork can give it one.
  const discouraged = (spend.flags & SCRIPT_VERIFY.DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM) !== 0;
  return discouraged ? 'DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM' : undefined;
}

function verifyScriptHash(spend: ScriptSpend, program: Uint8Array): ScriptError | undefined {
  const script = spend.witness.at(-1);
  if (script === undefined) return 'WITNESS_PROGRAM_WITNESS_EMPTY';
  if (!equalBytes(sha256(script), program)) return 'WITNESS_PROGRAM_MISMATCH';
  return executeWitnessScript(spend, spend.witness.slice(0, -1), witnessV0(spend, script));
}

function verifyKeyHash(spend: ScriptSpend, program: Uint8Array): ScriptError | undefined {
  if (spend.witness.length !== 2) return 'WITNESS_PROGRAM_MISMATCH';
  return executeWitnessScript(spend, spend.witness, witnessV0(spend, p2pkhScript(program)));
}

function witnessV0(spend: ScriptSpend, script: Uint8Array): ScriptContext {
  return { script, sigVersion: 'witness_v0', flags: spend.flags, checker: spend.checker };
}

function verifyTaproot(spend: ScriptSpend, outputKey: Uint8Array): ScriptError | undefined {
  const { witness, flags, checker } = spend;
  if (witness.length === 0) return 'WITNESS_PROGRAM_WITNESS_EMPTY';
  const last = witness[witness.length - 1]!;
  const annex = witness.length >= 2 && last[0] === ANNEX_TAG ? last : undefined;
  const annexHash = annex === undefined ? undefined : hashAnnex(annex);
  const items = annex === undefined ? witness : witness.slice(0, -1);
  if (items.length === 1) {
    const context: ScriptContext = { script: outputKey, sigVersion: 'tapscript', flags, checker };
    spend.observer?.enterPhase('taprootKeyPath', startScript(context, stackOf(items)));
    return checker.checkSchnorrSignature(items[0]!, outputKey, { annexHash, leaf: undefined });
  }

  const control = items[items.length - 1]!;
  const script = items[items.length - 2]!;
  if (
    control.length < TAPROOT_CONTROL_BASE_SIZE ||
    control.length > TAPROOT_CONTROL_MAX_SIZE ||
    (control.length - TAPROOT_CONTROL_BASE_SIZE) % TAPROOT_CONTROL_NODE_SIZE !== 0
  ) {
    return 'TAPROOT_WRONG_CONTROL_SIZE';
  }
  const leafVersion = control[0]! & TAPROOT_LEAF_MASK;
  const leafHash = tapLeafHash(script, leafVersion);
  const internalKey = control.subarray(1, TAPROOT_CONTROL_BASE_SIZE);
  if (!checkTaprootTweak(outputKey, internalKey, tapMerkleRoot(control, leafHash), control[0]! & 1)) {
    return 'WITNESS_PROGRAM_MISMATCH';
  }
  if (leafVersion !== TAPROOT_LEAF_TAPSCRIPT) {
    const discouraged = (flags & SCRIPT_VERIFY.DISCOURAGE_UPGRADABLE_TAPROOT_VERSION) !== 0;
    return discouraged ? 'DISCOURAGE_UPGRADABLE_TAPROOT_VERSION' : undefined;
  }
  return executeWitnessScript(spend, items.slice(0, -2), {
    script,
    sigVersion: 'tapscript',
    flags,
    checker,
    tapscript: { leafHash, annexHash },
  });
}

function hashAnnex(annex: Uint8Array): Uint8Array {
  const writer = new ByteWriter(9 + annex.length);
  return sha256(writer.varBytes(annex).finish());
}

/** @see Bitcoin Core `ExecuteWitnessScript` */
function executeWitnessScript(
  spend: ScriptSpend,
  items: readonly Uint8Array[],
  context: ScriptContext,
): ScriptError | undefined {
  const tapscript = context.sigVersion === 'tapscript';
  const initial = startScript(context, stackOf(items), tapscript ? validationWeight(spend.witness) : 0);
  if (tapscript) {
    const early = opSuccessOutcome(context);
    if (early !== undefined) {
      spend.observer?.enterPhase('tapscript', initial);
      return early === 'success' ? undefined : early;
    }
    if (items.length > MAX_STACK_SIZE) return 'STACK_SIZE';
  }
  if (items.some((item) => item.length > MAX_SCRIPT_ELEMENT_SIZE)) return 'PUSH_SIZE';
  const final: ScriptState = runPhase(spend.observer, tapscript ? 'tapscript' : 'witnessScript', initial);
  if (final.error !== undefined) return final.error;
  // In a witness the stack must always be clean, not only by policy.
  if (stackSize(final.stack) !== 1) return 'CLEANSTACK';
  return isTrue(final.stack!.item) ? undefined : 'EVAL_FALSE';
}

/** Budget for signature checks: the size of the witness and 50.
 * @see BIP-0342, "Resource limits" */
function validationWeight(witness: readonly Uint8Array[]): number {
  const sizes = witness.map((item) => sizeOfCompactSize(item.length) + item.length);
  return (
    sizes.reduce((sum, size) => sum + size, sizeOfCompactSize(witness.length)) + VALIDATION_WEIGHT_OFFSET
  );
}

/** Looks for an OP_SUCCESS, which decides everything before anything else is checked.
 * @returns undefined when there is none and the script can be parsed */
function opSuccessOutcome({ script, flags }: ScriptContext): ScriptError | 'success' | undefined {
  for (let offset = 0; offset < script.length; ) {
    const operation = readOperation(script, offset);
    if (operation.truncated) return 'BAD_OPCODE';
    if (isOpSuccess(operation.opcode)) {
      return (flags & SCRIPT_VERIFY.DISCOURAGE_OP_SUCCESS) !== 0 ? 'DISCOURAGE_OP_SUCCESS' : 'success';
    }
    offset = operation.end;
  }
  return undefined;
}
