import type { BatchKeeper } from '#app/experiments/batch-keeper';
import { batchKey } from '#app/experiments/batch-key';
import type { PartialResult } from '#app/experiments/partial-result';

/** A keeper that lives as long as the test, copying like a database does. */
export function memoryKeeper(): BatchKeeper & { readonly kept: Map<string, PartialResult> } {
  const kept = new Map<string, PartialResult>();
  let lastPlace: [string, string] | undefined;
  const name = (result: PartialResult['request']) => `${batchKey(result)} ${result.trials}`;
  return {
    kept,
    async load(request) {
      const result = kept.get(name(request));
      return result && { ...structuredClone(result), request };
    },
    async last(place) {
      return lastPlace?.[0] === place ? structuredClone(kept.get(lastPlace[1])) : undefined;
    },
    async save(place, result) {
      kept.set(name(result.request), structuredClone(result));
      lastPlace = [place, name(result.request)];
      return true;
    },
    async forget(request) {
      kept.delete(name(request));
    },
  };
}
