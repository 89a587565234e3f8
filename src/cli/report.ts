import { DecodeError } from '#bitcoin/encoding/decode-error';
import type { RunRefusal } from '#simulation/refusal';
import { refusalSentence } from './refusal-sentence.ts';
import { UsageError } from './usage-error.ts';

/** Exit codes of the commands that judge: fine, refused, malformed. */
export const exitCode = { ok: 0, refused: 1, malformed: 2 } as const;

/** Where a command writes its one JSON value. */
export type Print = (text: string) => void;

/** Runs a command and turns malformed input into JSON with the byte offset and exit code 2.
 * Anything else that is thrown is a defect and passes through. */
export async function reportMalformed(print: Print, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DecodeError)
      print(JSON.stringify({ error: error.message, offset: error.offset }, null, 2));
    else if (error instanceof UsageError) print(JSON.stringify({ error: error.message }, null, 2));
    else if (isFileError(error)) print(JSON.stringify({ error: fileWords(error) }, null, 2));
    else throw error;
    return exitCode.malformed;
  }
}

/** Why a file was refused: a sentence, and the same for programs. */
export function refusalText(refusal: RunRefusal): string {
  const { key, path, values } = refusal;
  return JSON.stringify({ error: refusalSentence(refusal), key, at: path, ...values }, null, 2);
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** Node's own words begin with a code and end with a call. */
function fileWords(error: NodeJS.ErrnoException): string {
  const what = error.code === 'ENOENT' ? 'there is no such file' : error.message;
  return error.path === undefined ? what : `${error.path}: ${what}`;
}
