/** The bytes a coinbase script must begin with at `height`: the height as a pushed script number.
 * It makes every coinbase different, so that no two transactions share a txid.
 * @param height of the block, up to 2^39
 * @see BIP-0034; Bitcoin Core `CScript() << nHeight` */
export function coinbaseHeightScript(height: number): Uint8Array {
  if (height === 0) return Uint8Array.of(0x00);
  if (height <= 16) return Uint8Array.of(0x50 + height);
  const bytes: number[] = [];
  for (let rest = height; rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  // Script numbers keep their sign in the highest bit, so a positive number must not use it.
  if (bytes.at(-1)! >= 0x80) bytes.push(0);
  return Uint8Array.of(bytes.length, ...bytes);
}
