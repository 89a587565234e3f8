/** Calls `publish` at most once in `millis`: at once when the last call is long enough ago, otherwise later.
 * What panels show changes no faster than eyes can read. */
export function paced(
  publish: () => void,
  millis = 100,
): { readonly touch: () => void; readonly flush: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    publish();
  };
  return {
    touch() {
      timer ??= setTimeout(flush, millis);
    },
    flush,
  };
}
