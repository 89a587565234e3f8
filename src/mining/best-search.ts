import type { SearchHeaders } from './header-search.ts';
import { searchReference } from './search-reference.ts';

/** The fastest searcher that this machine can run, made on the first call. */
export function bestSearch(): SearchHeaders {
  return searchReference;
}
