import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { hexToBytes } from '#bitcoin/encoding/hex';

/** The text that an argument stands for: itself, `-` for standard input, or `@path` for a file.
 * A block is longer than a command line may be. */
export async function textArgument(argument: string): Promise<string> {
  if (argument === '-') return (await text(process.stdin)).trim();
  if (argument.startsWith('@')) return (await readFile(argument.slice(1), 'utf8')).trim();
  return argument;
}

/** The bytes of a hex argument; white space between digits is dropped.
 * @throws {DecodeError} at the first character that is no hex digit */
export async function hexArgument(argument: string): Promise<Uint8Array> {
  return hexToBytes((await textArgument(argument)).replace(/\s+/g, ''));
}
