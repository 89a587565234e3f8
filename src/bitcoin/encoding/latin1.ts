/** The bytes of a text, one byte a character (Latin-1), so that any byte string survives the round trip.
 * Bitcoin's own texts (commands, user agents, reject reasons) are ASCII. */
export function textToBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

/** The text of bytes, one character a byte (Latin-1). */
export function bytesToText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
