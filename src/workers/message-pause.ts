/** A pause that ends after the messages that are waiting have been handled. A timer would do the same, but browsers
 * stretch it to 4 ms, which is more than the work between two pauses. */
export function createMessagePause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}
