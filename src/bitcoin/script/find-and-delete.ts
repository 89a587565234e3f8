import { joinBytes } from '../encoding/concat-bytes.ts';
import { readOperation } from './parse-script.ts';

/** Removes every occurrence of `pattern` that starts at an instruction of `script`: how the first Bitcoin kept a
 * signature from having to sign itself.
 * @returns the script itself when nothing was found
 * @see Bitcoin Core `FindAndDelete`, src/script/interpreter.cpp */
export function findAndDelete(
  script: Uint8Array,
  pattern: Uint8Array,
): { script: Uint8Array; found: number } {
  const kept: Uint8Array[] = [];
  let found = 0;
  let keptTo = 0;
  let offset = 0;
  for (;;) {
    const segmentEnd = offset;
    while (startsWithAt(script, pattern, offset)) {
      offset += pattern.length;
      found++;
    }
    if (offset > segmentEnd) {
      kept.push(script.subarray(keptTo, segmentEnd));
      keptTo = offset;
    }
    if (offset >= script.length) break;
    const operation = readOperation(script, offset);
    if (operation.truncated) break;
    offset = operation.end;
  }
  if (found === 0) return { script, found };
  kept.push(script.subarray(keptTo));
  return { script: joinBytes(kept), found };
}

function startsWithAt(script: Uint8Array, pattern: Uint8Array, offset: number): boolean {
  if (pattern.length === 0 || pattern.length > script.length - offset) return false;
  for (let i = 0; i < pattern.length; i++) if (script[offset + i] !== pattern[i]) return false;
  return true;
}
