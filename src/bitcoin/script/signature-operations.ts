import { hasLowS } from '../crypto/der-signature.ts';
import { hash160, ripemd160 } from '../crypto/hash160.ts';
import { sha1 } from '../crypto/sha1.ts';
import { sha256, sha256d } from '../crypto/sha256.ts';
import { findAndDelete } from './find-and-delete.ts';
import { SCRIPT_VERIFY, type ScriptFlags } from './flags.ts';
import { OP } from './opcodes.ts';
import { pushData } from './push-data.ts';
import type { ScriptError } from './script-error.ts';
import { decodeScriptNumber, encodeScriptNumber } from './script-number.ts';
import type { Execute, OperationTable, ScriptState, SigVersion } from './script-state.ts';
import { needing } from './script-state.ts';
import { isDefinedHashType, isStrictDerSignature } from './signature-encoding.ts';
import { boolItem, drop, peek, push, stackSize } from './stack.ts';

/** Most keys a CHECKMULTISIG may name. */
const MAX_PUBKEYS_PER_MULTISIG = 20;
/** Most counted instructions of a script outside tapscript. */
export const MAX_OPS_PER_SCRIPT = 201;
/** Validation weight that one passed signature check costs in tapscript.
 * @see BIP-0342, "Resource limits" */
const VALIDATION_WEIGHT_PER_SIGOP_PASSED = 50;

/** Hashes and signature checks.
 * @see Bitcoin Core `EvalScript`, src/script/interpreter.cpp */
export const signatureOperations: OperationTable = {
  [OP.RIPEMD160]: onTop(ripemd160),
  [OP.SHA1]: onTop(sha1),
  [OP.SHA256]: onTop(sha256),
  [OP.HASH160]: onTop(hash160),
  [OP.HASH256]: onTop(sha256d),
  [OP.CODESEPARATOR]: (state, operation) => ({
    codeStart: operation.end,
    codeSeparatorPosition: state.operationIndex,
  }),
  [OP.CHECKSIG]: needing(2, (state) => checkSig(state, false)),
  [OP.CHECKSIGVERIFY]: needing(2, (state) => checkSig(state, true)),
  [OP.CHECKSIGADD]: checkSigAdd,
  [OP.CHECKMULTISIG]: (state) => checkMultisig(state, false),
  [OP.CHECKMULTISIGVERIFY]: (state) => checkMultisig(state, true),
};

function onTop(hash: (bytes: Uint8Array) => Uint8Array): Execute {
  return needing(1, ({ stack }) => ({ stack: push(drop(stack, 1), hash(peek(stack, 0))) }));
}

function checkSig(state: ScriptState, verify: boolean): ReturnType<Execute> {
  const checked = evalChecksig(state, peek(state.stack, 1), peek(state.stack, 0));
  if (typeof checked === 'string') return checked;
  if (verify && !checked.success) return 'CHECKSIGVERIFY';
  const rest = drop(state.stack, 2);
  return {
    stack: verify ? rest : push(rest, boolItem(checked.success)),
    validationWeightLeft: checked.validationWeightLeft,
  };
}

/** Tapscript's way to count signatures: signature, number, key become the number, one larger for a valid signature.
 * @see BIP-0342 */
function checkSigAdd(state: ScriptState): ReturnType<Execute> {
  const { stack, context } = state;
  if (context.sigVersion !== 'tapscript') return 'BAD_OPCODE';
  if (stackSize(stack) < 3) return 'INVALID_STACK_OPERATION';
  const count = decodeScriptNumber(peek(stack, 1), (context.flags & SCRIPT_VERIFY.MINIMALDATA) !== 0);
  if (count === undefined) return 'SCRIPTNUM';
  const checked = evalChecksig(state, peek(stack, 2), peek(stack, 0));
  if (typeof checked === 'string') return checked;
  return {
    stack: push(drop(stack, 3), encodeScriptNumber(count + (checked.success ? 1 : 0))),
    validationWeightLeft: checked.validationWeightLeft,
  };
}

interface Checked {
  readonly success: boolean;
  readonly validationWeightLeft: number;
}

function evalChecksig(
  state: ScriptState,
  signature: Uint8Array,
  publicKey: Uint8Array,
): Checked | ScriptError {
  return state.context.sigVersion === 'tapscript'
    ? evalChecksigTapscript(state, signature, publicKey)
    : evalChecksigPreTapscript(state, signature, publicKey, state.context.sigVersion);
}

function evalChecksigPreTapscript(
  state: ScriptState,
  signature: Uint8Array,
  publicKey: Uint8Array,
  sigVersion: 'base' | 'witness_v0',
): Checked | ScriptError {
  const { flags, checker } = state.context;
  const scriptCode = scriptCodeFor(state, [signature]);
  if (scriptCode === undefined) return 'SIG_FINDANDDELETE';
  const malformed =
    signatureEncodingError(signature, flags) ?? publicKeyEncodingError(publicKey, flags, sigVersion);
  if (malformed !== undefined) return malformed;
  const success = checker.checkEcdsaSignature(signature, publicKey, scriptCode, sigVersion);
  if (!success && (flags & SCRIPT_VERIFY.NULLFAIL) !== 0 && signature.length > 0) return 'NULLFAIL';
  return { success, validationWeightLeft: state.validationWeightLeft };
}

function evalChecksigTapscript(
  state: ScriptState,
  signature: Uint8Array,
  publicKey: Uint8Array,
): Checked | ScriptError {
  const { flags, checker, tapscript } = state.context;
  const success = signature.length > 0;
  const validationWeightLeft =
    state.validationWeightLeft - (success ? VALIDATION_WEIGHT_PER_SIGOP_PASSED : 0);
  // Unknown kinds of keys cost as much, so that a later soft fork cannot make old scripts too expensive.
  if (validationWeightLeft < 0) return 'TAPSCRIPT_VALIDATION_WEIGHT';
  if (publicKey.length === 0) return 'TAPSCRIPT_EMPTY_PUBKEY';
  if (publicKey.length !== 32) {
    if ((flags & SCRIPT_VERIFY.DISCOURAGE_UPGRADABLE_PUBKEYTYPE) !== 0)
      return 'DISCOURAGE_UPGRADABLE_PUBKEYTYPE';
    return { success, validationWeightLeft };
  }
  if (success) {
    const error = checker.checkSchnorrSignature(signature, publicKey, {
      annexHash: tapscript!.annexHash,
      leaf: { hash: tapscript!.leafHash, codeSeparatorPosition: state.codeSeparatorPosition },
    });
    if (error !== undefined) return error;
  }
  return { success, validationWeightLeft };
}

/** m signatures by n keys, both in order: every signature is tried on the remaining keys until one fits.
 * Takes `dummy sig… m key… n` off the stack; the dummy is a mistake of the first version that must stay. */
function checkMultisig(state: ScriptState, verify: boolean): ReturnType<Execute> {
  const { stack, context } = state;
  const { flags, checker, sigVersion } = context;
  if (sigVersion === 'tapscript') return 'TAPSCRIPT_CHECKMULTISIG';
  const requireMinimal = (flags & SCRIPT_VERIFY.MINIMALDATA) !== 0;

  if (stackSize(stack) < 1) return 'INVALID_STACK_OPERATION';
  const keyCount = decodeScriptNumber(peek(stack, 0), requireMinimal);
  if (keyCount === undefined) return 'SCRIPTNUM';
  if (keyCount < 0 || keyCount > MAX_PUBKEYS_PER_MULTISIG) return 'PUBKEY_COUNT';
  if (state.operationCount + 1 + keyCount > MAX_OPS_PER_SCRIPT) return 'OP_COUNT';
  if (stackSize(stack) < keyCount + 2) return 'INVALID_STACK_OPERATION';
  const signatureCount = decodeScriptNumber(peek(stack, keyCount + 1), requireMinimal);
  if (signatureCount === undefined) return 'SCRIPTNUM';
  if (signatureCount < 0 || signatureCount > keyCount) return 'SIG_COUNT';
  const argumentCount = keyCount + signatureCount + 2;
  if (stackSize(stack) < argumentCount + 1) return 'INVALID_STACK_OPERATION';

  const publicKeys = Array.from({ length: keyCount }, (_, i) => peek(stack, 1 + i));
  const signatures = Array.from({ length: signatureCount }, (_, i) => peek(stack, keyCount + 2 + i));
  const scriptCode = scriptCodeFor(state, signatures);
  if (scriptCode === undefined) return 'SIG_FINDANDDELETE';

  let success = true;
  let key = 0;
  let signature = 0;
  while (success && signature < signatureCount) {
    const malformed =
      signatureEncodingError(signatures[signature]!, flags) ??
      publicKeyEncodingError(publicKeys[key]!, flags, sigVersion);
    if (malformed !== undefined) return malformed;
    if (checker.checkEcdsaSignature(signatures[signature]!, publicKeys[key]!, scriptCode, sigVersion))
      signature++;
    key++;
    // More signatures than keys left: too many have failed.
    if (signatureCount - signature > keyCount - key) success = false;
  }

  if (!success && (flags & SCRIPT_VERIFY.NULLFAIL) !== 0 && signatures.some((item) => item.length > 0)) {
    return 'NULLFAIL';
  }
  const rest = drop(stack, argumentCount)!;
  if ((flags & SCRIPT_VERIFY.NULLDUMMY) !== 0 && rest.item.length > 0) return 'SIG_NULLDUMMY';
  if (verify && !success) return 'CHECKMULTISIGVERIFY';
  return {
    stack: verify ? rest.below : push(rest.below, boolItem(success)),
    extraOperations: keyCount,
  };
}

/** The script from the last OP_CODESEPARATOR on; outside witnesses also without the signatures.
 * @returns undefined when CONST_SCRIPTCODE forbids that something was removed */
function scriptCodeFor(state: ScriptState, signatures: readonly Uint8Array[]): Uint8Array | undefined {
  const { script, sigVersion, flags } = state.context;
  let scriptCode = state.codeStart === 0 ? script : script.subarray(state.codeStart);
  if (sigVersion !== 'base') return scriptCode;
  for (const signature of signatures) {
    const cleaned = findAndDelete(scriptCode, pushData(signature));
    if (cleaned.found > 0 && (flags & SCRIPT_VERIFY.CONST_SCRIPTCODE) !== 0) return undefined;
    scriptCode = cleaned.script;
  }
  return scriptCode;
}

/** @see Bitcoin Core `CheckSignatureEncoding` */
function signatureEncodingError(signature: Uint8Array, flags: ScriptFlags): ScriptError | undefined {
  const { DERSIG, LOW_S, STRICTENC } = SCRIPT_VERIFY;
  // Empty is the compact way to give an invalid signature on purpose.
  if (signature.length === 0) return undefined;
  if ((flags & (DERSIG | LOW_S | STRICTENC)) !== 0 && !isStrictDerSignature(signature)) return 'SIG_DER';
  if ((flags & LOW_S) !== 0 && !hasLowS(signature.subarray(0, -1))) return 'SIG_HIGH_S';
  if ((flags & STRICTENC) !== 0 && !isDefinedHashType(signature[signature.length - 1]!))
    return 'SIG_HASHTYPE';
  return undefined;
}

/** @see Bitcoin Core `CheckPubKeyEncoding` */
function publicKeyEncodingError(
  publicKey: Uint8Array,
  flags: ScriptFlags,
  sigVersion: SigVersion,
): ScriptError | undefined {
  const first = publicKey[0];
  const compressed = publicKey.length === 33 && (first === 2 || first === 3);
  const uncompressed = publicKey.length === 65 && first === 4;
  if ((flags & SCRIPT_VERIFY.STRICTENC) !== 0 && !compressed && !uncompressed) return 'PUBKEYTYPE';
  if ((flags & SCRIPT_VERIFY.WITNESS_PUBKEYTYPE) !== 0 && sigVersion === 'witness_v0' && !compressed) {
    return 'WITNESS_PUBKEYTYPE';
  }
  return undefined;
}
