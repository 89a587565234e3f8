/** A command line that does not say what is wanted; the message is the usage. Leads to exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
