import { equalBytes } from '../encoding/equal-bytes.ts';
import { SCRIPT_VERIFY } from './flags.ts';
import { startScript } from './interpreter.ts';
import { isPushOnly } from './parse-script.ts';
import { pushData } from './push-data.ts';
import { type ScriptError, type ScriptVerdict, scriptFailed, scriptOk } from './script-error.ts';
import { runPhase, type ScriptPhase, type ScriptSpend } from './script-spend.ts';
import type { ScriptState } from './script-state.ts';
import { isTrue, type Stack, stackSize } from './stack.ts';
import { isPayToScriptHash, witnessProgramOf } from './standard-scripts.ts';
import { verifyWitnessProgram } from './verify-witness-program.ts';

/** Whether scriptSig and witness satisfy scriptPubKey: runs scriptSig, then scriptPubKey on the stack it left, then
 * what these turn out to wrap (redeem script, witness program).
 * @returns the first error in Bitcoin Core's order
 * @see Bitcoin Core `VerifyScript`, src/script/interpreter.cpp */
export function verifyScript(spend: ScriptSpend): ScriptVerdict {
  const error = scriptError(spend);
  return error === undefined ? scriptOk : scriptFailed(error);
}

function scriptError(spend: ScriptSpend): ScriptError | undefined {
  const { scriptSig, scriptPubKey, witness, flags } = spend;
  const p2sh = (flags & SCRIPT_VERIFY.P2SH) !== 0;
  const segwit = (flags & SCRIPT_VERIFY.WITNESS) !== 0;
  if ((flags & SCRIPT_VERIFY.SIGPUSHONLY) !== 0 && !isPushOnly(scriptSig)) return 'SIG_PUSHONLY';

  // One after the other on one stack, not joined into one script: joined, scriptSig could skip scriptPubKey
  // (CVE-2010-5141).
  const signed = runBase(spend, 'scriptSig', scriptSig, undefined);
  if (signed.error !== undefined) return signed.error;
  const locked = runBase(spend, 'scriptPubKey', scriptPubKey, signed.stack);
  let error = locked.error ?? falseError(locked.stack);
  if (error !== undefined) return error;

  let stackSizeLeft = stackSize(locked.stack);
  let hadWitness = false;
  const bareProgram = segwit ? witnessProgramOf(scriptPubKey) : undefined;
  if (bareProgram !== undefined) {
    hadWitness = true;
    // Anything in scriptSig could be changed by others, and with it the txid.
    if (scriptSig.length > 0) return 'WITNESS_MALLEATED';
    error = verifyWitnessProgram(spend, bareProgram, { isP2sh: false });
    if (error !== undefined) return error;
    stackSizeLeft = 1;
  }

  if (p2sh && isPayToScriptHash(scriptPubKey)) {
    if (!isPushOnly(scriptSig)) return 'SIG_PUSHONLY';
    const redeemScript = signed.stack!.item;
    const redeemed = runBase(spend, 'redeemScript', redeemScript, signed.stack!.below);
    error = redeemed.error ?? falseError(redeemed.stack);
    if (error !== undefined) return error;
    stackSizeLeft = stackSize(redeemed.stack);
    const wrappedProgram = segwit ? witnessProgramOf(redeemScript) : undefined;
    if (wrappedProgram !== undefined) {
      hadWitness = true;
      if (!equalBytes(scriptSig, pushData(redeemScript))) return 'WITNESS_MALLEATED_P2SH';
      error = verifyWitnessProgram(spend, wrappedProgram, { isP2sh: true });
      if (error !== undefined) return error;
      stackSizeLeft = 1;
    }
  }

  if ((flags & SCRIPT_VERIFY.CLEANSTACK) !== 0 && stackSizeLeft !== 1) return 'CLEANSTACK';
  if (segwit && !hadWitness && witness.length > 0) return 'WITNESS_UNEXPECTED';
  return undefined;
}

function runBase(spend: ScriptSpend, phase: ScriptPhase, script: Uint8Array, stack: Stack): ScriptState {
  const { flags, checker } = spend;
  return runPhase(spend.observer, phase, startScript({ script, sigVersion: 'base', flags, checker }, stack));
}

function falseError(stack: Stack): ScriptError | undefined {
  return stack !== undefined && isTrue(stack.item) ? undefined : 'EVAL_FALSE';
}
