import type { ChainParams } from '../consensus/params.ts';

/** Which script rules are on: a set of `SCRIPT_VERIFY` bits. */
export type ScriptFlags = number;

/** Every rule that a soft fork or a policy added to scripts, as a bit, by Bitcoin Core's name.
 * @see Bitcoin Core src/script/interpreter.h */
export const SCRIPT_VERIFY = {
  /** Evaluate the redeem script of pay-to-script-hash (BIP-0016). */
  P2SH: 1 << 0,
  /** Signatures and keys need a defined form; part of BIP-0062, policy. */
  STRICTENC: 1 << 1,
  /** Signatures need strict DER (BIP-0066). */
  DERSIG: 1 << 2,
  /** s needs to be in the lower half; BIP-0062 rule 5, policy. */
  LOW_S: 1 << 3,
  /** The extra item CHECKMULTISIG eats must be empty (BIP-0147). */
  NULLDUMMY: 1 << 4,
  /** scriptSig may only push; BIP-0062 rule 2, policy. */
  SIGPUSHONLY: 1 << 5,
  /** Pushes and numbers need their shortest form; BIP-0062 rules 3 and 4, policy. */
  MINIMALDATA: 1 << 6,
  /** The unused NOPs are refused, so that they stay free for soft forks; policy. */
  DISCOURAGE_UPGRADABLE_NOPS: 1 << 7,
  /** Exactly one item may be left on the stack; BIP-0062 rule 6, policy. */
  CLEANSTACK: 1 << 8,
  /** OP_CHECKLOCKTIMEVERIFY means something (BIP-0065). */
  CHECKLOCKTIMEVERIFY: 1 << 9,
  /** OP_CHECKSEQUENCEVERIFY means something (BIP-0112). */
  CHECKSEQUENCEVERIFY: 1 << 10,
  /** Witness programs mean something (BIP-0141). */
  WITNESS: 1 << 11,
  /** Unknown witness programs are refused; policy. */
  DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM: 1 << 12,
  /** In witness v0, IF needs exactly empty or 01; policy. */
  MINIMALIF: 1 << 13,
  /** A failed signature check needs empty signatures; policy. */
  NULLFAIL: 1 << 14,
  /** In witness v0, keys need to be compressed; policy. */
  WITNESS_PUBKEYTYPE: 1 << 15,
  /** No OP_CODESEPARATOR, nothing for FindAndDelete to delete, outside witnesses; policy. */
  CONST_SCRIPTCODE: 1 << 16,
  /** Taproot and tapscript mean something (BIP-0341, BIP-0342). */
  TAPROOT: 1 << 17,
  /** Unknown tapscript leaf versions are refused; policy. */
  DISCOURAGE_UPGRADABLE_TAPROOT_VERSION: 1 << 18,
  /** OP_SUCCESS opcodes are refused; policy. */
  DISCOURAGE_OP_SUCCESS: 1 << 19,
  /** Unknown kinds of tapscript keys are refused; policy. */
  DISCOURAGE_UPGRADABLE_PUBKEYTYPE: 1 << 20,
} as const;

/** The name of one script rule. */
export type ScriptFlagName = keyof typeof SCRIPT_VERIFY;

const flagNames = Object.keys(SCRIPT_VERIFY) as readonly ScriptFlagName[];

/** The names of the rules in a set, in the order of their bits. */
export function flagNamesOf(flags: ScriptFlags): readonly ScriptFlagName[] {
  return flagNames.filter((name) => (flags & SCRIPT_VERIFY[name]) !== 0);
}

/** The set with these rules. */
export function flagsOf(...names: readonly ScriptFlagName[]): ScriptFlags {
  return names.reduce((flags, name) => flags | SCRIPT_VERIFY[name], 0);
}

/** Every rule there is. */
export const allFlags: ScriptFlags = flagsOf(...flagNames);

/** The rules that today's blocks must obey. */
export const mandatoryFlags: ScriptFlags = flagsOf(
  'P2SH',
  'DERSIG',
  'NULLDUMMY',
  'CHECKLOCKTIMEVERIFY',
  'CHECKSEQUENCEVERIFY',
  'WITNESS',
  'TAPROOT',
);

/** The rules that a transaction must obey to be relayed: consensus and policy.
 * @see Bitcoin Core `STANDARD_SCRIPT_VERIFY_FLAGS`, src/policy/policy.h */
export const standardFlags: ScriptFlags = allFlags & ~SCRIPT_VERIFY.SIGPUSHONLY;

/** The consensus rules for the scripts of a block at `height`.
 * @see Bitcoin Core `GetBlockScriptFlags`, src/validation.cpp */
export function flagsAtHeight(height: number, params: ChainParams): ScriptFlags {
  const { activation } = params;
  let flags = 0;
  if (height >= activation.bip16) flags |= SCRIPT_VERIFY.P2SH;
  if (height >= activation.bip66) flags |= SCRIPT_VERIFY.DERSIG;
  if (height >= activation.bip65) flags |= SCRIPT_VERIFY.CHECKLOCKTIMEVERIFY;
  if (height >= activation.csv) flags |= SCRIPT_VERIFY.CHECKSEQUENCEVERIFY;
  if (height >= activation.segwit) flags |= SCRIPT_VERIFY.WITNESS | SCRIPT_VERIFY.NULLDUMMY;
  if (height >= activation.taproot) flags |= SCRIPT_VERIFY.TAPROOT;
  return flags;
}
