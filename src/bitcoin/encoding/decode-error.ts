/** Malformed bytes or text, with the place where reading stopped.
 * Thrown by every decoder; never by checks of well-formed values (those return a `Verdict`). */
export class DecodeError extends Error {
  /** Zero-based offset of the first byte (or character) that could not be read. */
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(`${message} (at offset ${offset})`);
    this.name = 'DecodeError';
    this.offset = offset;
  }
}
