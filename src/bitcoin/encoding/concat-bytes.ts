/** The given arrays one after another, as one new array. For a list whose length others decide take `joinBytes`. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return joinBytes(parts);
}

/** A list of arrays one after another, as one new array. The list may be of any length, while a call has room for some
 * hundred thousand arguments at most. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
