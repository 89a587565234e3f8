import type { SearchHeaders } from './header-search.ts';
import { searchReference } from './search-reference.ts';
import { createWasmSearch } from './wasm-kernel.ts';

/** The fastest searcher that this machine can run, made on the first call: the WebAssembly kernel, or the readable
 * one where there is no WebAssembly. */
export function bestSearch(): SearchHeaders {
  best ??= createWasmSearch() ?? searchReference;
  return best;
}

let best: SearchHeaders | undefined;
