import { bytesToHex } from '#bitcoin/encoding/hex';
import { assembleScript } from '#bitcoin/script/assemble';
import { opcodeName } from '#bitcoin/script/opcodes';
import { parseScript } from '#bitcoin/script/parse-script';

/** A script as text that `assembleScript` turns back into the same bytes: `DUP HASH160 <7f9b…> EQUALVERIFY CHECKSIG`.
 * A script with unusual pushes comes as verbatim hex, `0x…`. */
export function scriptSource(script: Uint8Array): string {
  const text = parseScript(script)
    .map(({ opcode, data }) =>
      data === undefined || data.length === 0
        ? opcodeName(opcode).replace(/^OP_/, '')
        : `<${bytesToHex(data)}>`,
    )
    .join(' ');
  return reads(text, script) ? text : `0x${bytesToHex(script)}`;
}

function reads(text: string, script: Uint8Array): boolean {
  try {
    return bytesToHex(assembleScript(text)) === bytesToHex(script);
  } catch {
    return false;
  }
}
