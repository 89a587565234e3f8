import { DecodeError } from '#bitcoin/encoding/decode-error';
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
    else if (isFileError(error)) print(JSON.stringify({ error: error.message }, null, 2));
    else throw error;
    return exitCode.malformed;
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
