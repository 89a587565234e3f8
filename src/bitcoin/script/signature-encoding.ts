/** Signs everything. */
export const SIGHASH_ALL = 1;
/** Signs no output: anybody may redirect the money. */
export const SIGHASH_NONE = 2;
/** Signs the output with the input's own index. */
export const SIGHASH_SINGLE = 3;
/** Modifier: signs only this input, so that others may be added. */
export const SIGHASH_ANYONECANPAY = 0x80;
/** Taproot: as ALL, without a byte for it in the signature. */
export const SIGHASH_DEFAULT = 0;

/** Whether a hash type is one of the six that mean something.
 * @see Bitcoin Core `IsDefinedHashtypeSignature` */
export function isDefinedHashType(hashType: number): boolean {
  const base = hashType & ~SIGHASH_ANYONECANPAY;
  return base >= SIGHASH_ALL && base <= SIGHASH_SINGLE;
}

/** A hash type as Bitcoin Core writes it, `ALL|ANYONECANPAY`; undefined for one that means nothing. */
export function hashTypeName(hashType: number): string | undefined {
  if (!isDefinedHashType(hashType)) return undefined;
  const base = ['', 'ALL', 'NONE', 'SINGLE'][hashType & 3]!;
  return (hashType & SIGHASH_ANYONECANPAY) !== 0 ? `${base}|ANYONECANPAY` : base;
}

/** Whether a signature with its hash type byte is strict DER:
 * ```
 * 30 length 02 length r… 02 length s… hashtype
 * ```
 * @see BIP-0066; Bitcoin Core `IsValidSignatureEncoding` */
export function isStrictDerSignature(signature: Uint8Array): boolean {
  const size = signature.length;
  if (size < 9 || size > 73) return false;
  if (signature[0] !== 0x30 || signature[1] !== size - 3) return false;
  const rLength = signature[3]!;
  if (5 + rLength >= size) return false;
  const sLength = signature[5 + rLength]!;
  if (rLength + sLength + 7 !== size) return false;
  return isStrictInteger(signature, 2, rLength) && isStrictInteger(signature, 4 + rLength, sLength);
}

/** An integer is positive and has no superfluous zero in front. */
function isStrictInteger(signature: Uint8Array, at: number, length: number): boolean {
  if (signature[at] !== 0x02 || length === 0) return false;
  const first = signature[at + 2]!;
  if ((first & 0x80) !== 0) return false;
  return !(length > 1 && first === 0 && (signature[at + 3]! & 0x80) === 0);
}
