import { assembleScript } from '#bitcoin/script/assemble';
import type { ScriptFlagName } from '#bitcoin/script/flags';
import { flagsOf } from '#bitcoin/script/flags';
import type { ScriptError } from '#bitcoin/script/script-error';
import type { ScriptObserver } from '#bitcoin/script/script-spend';
import type { SignatureChecker } from '#bitcoin/script/script-state';
import { verifyScript } from '#bitcoin/script/verify-script';

/** Answers as a transaction with lock time 1000, version 2 and sequence 10 would; signatures are right when they
 * start with the byte 0x30 and end, before the hash type, with the key's last byte. */
export const toyChecker: SignatureChecker = {
  checkEcdsaSignature: (signature, publicKey) =>
    signature.length > 2 && signature.at(-2) === publicKey.at(-1),
  checkSchnorrSignature: (signature, publicKey) =>
    signature.at(-1) === publicKey.at(-1) ? undefined : 'SCHNORR_SIG',
  checkLockTime: (lockTime) => lockTime <= 1000,
  checkSequence: (sequence) => (sequence & 0xffff) <= 10,
};

/** How a script in words fails, or OK. */
export function runWords(
  scriptSig: string,
  scriptPubKey: string,
  flags: readonly ScriptFlagName[] = [],
  observer?: ScriptObserver,
): ScriptError | 'OK' {
  return runBytes(assembleScript(scriptSig), assembleScript(scriptPubKey), flags, observer);
}

/** How a script in bytes fails, or OK. */
export function runBytes(
  scriptSig: Uint8Array,
  scriptPubKey: Uint8Array,
  flags: readonly ScriptFlagName[] = [],
  observer?: ScriptObserver,
  witness: readonly Uint8Array[] = [],
): ScriptError | 'OK' {
  const verdict = verifyScript({
    scriptSig,
    scriptPubKey,
    witness,
    flags: flagsOf(...flags),
    checker: toyChecker,
    ...(observer === undefined ? {} : { observer }),
  });
  return verdict.ok ? 'OK' : verdict.error;
}
