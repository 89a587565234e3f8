import { sha256 } from '@noble/hashes/sha2.js';
import type { HeaderSearch, SearchResult } from '#mining/header-search';
import { searchReference } from '#mining/search-reference';
import { createWasmSearch } from '#mining/wasm-kernel';
import type { Contender, ContenderName } from './bench-service.ts';
import { createGpuSearch } from './gpu-search.ts';

/** Makes one contender; undefined where this browser lacks what it needs. */
export async function createContender(name: ContenderName): Promise<Contender | undefined> {
  switch (name) {
    case 'noble':
      return each(async (search) => naive(search));
    case 'subtle':
      // Only pages from a safe origin have it.
      return globalThis.crypto?.subtle === undefined ? undefined : each(withSubtle);
    case 'rolled':
      return each(async (search) => searchReference(search));
    case 'wasm': {
      const search = createWasmSearch();
      return search && each(async (one) => search(one));
    }
    case 'webgpu': {
      if (!('gpu' in navigator)) return undefined;
      const gpu = await createGpuSearch();
      return (
        gpu && { search: (batch) => gpu.search(batch), device: gpu.description, close: () => gpu.close() }
      );
    }
  }
}

function each(search: (search: HeaderSearch) => Promise<SearchResult>): Contender {
  return {
    async search(batch) {
      const results: SearchResult[] = [];
      for (const one of batch) results.push(await search(one));
      return results;
    },
  };
}

/** What everyone writes first: the whole header, hashed twice by a library. */
function naive({ header, target, firstNonce, count }: HeaderSearch): SearchResult {
  const bytes = Uint8Array.from(header);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) {
    view.setUint32(76, firstNonce + i, true);
    if (meets(sha256(sha256(bytes)), target)) return { nonce: firstNonce + i, tried: i + 1 };
  }
  return { nonce: -1, tried: count };
}

const digestsAtOnce = 256;

/** The browser's own SHA-256: native, but a promise a call, hence many at a time. */
async function withSubtle({ header, target, firstNonce, count }: HeaderSearch): Promise<SearchResult> {
  for (let done = 0; done < count; done += digestsAtOnce) {
    const hashes = await Promise.all(
      Array.from({ length: Math.min(digestsAtOnce, count - done) }, async (_, i) => {
        const bytes = Uint8Array.from(header);
        new DataView(bytes.buffer).setUint32(76, firstNonce + done + i, true);
        return crypto.subtle.digest('SHA-256', await crypto.subtle.digest('SHA-256', bytes));
      }),
    );
    const winner = hashes.findIndex((hash) => meets(new Uint8Array(hash), target));
    if (winner >= 0) return { nonce: firstNonce + done + winner, tried: done + winner + 1 };
  }
  return { nonce: -1, tried: count };
}

/** Whether a digest, read as a little-endian number, is at most the big-endian `target`. */
function meets(hash: Uint8Array, target: Uint8Array): boolean {
  for (let i = 0; i < 32; i++) {
    if (hash[31 - i] !== target[i]) return hash[31 - i]! < target[i]!;
  }
  return true;
}
