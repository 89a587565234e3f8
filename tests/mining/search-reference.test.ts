import { describe, expect, it } from 'vitest';
import { searchReference } from '../../src/mining/search-reference.ts';
import { describeSearch } from './search-properties.ts';

describe('search reference', () => {
  describeSearch(searchReference);

  it('refuses a search that was put together wrongly', () => {
    const search = { header: new Uint8Array(80), target: new Uint8Array(32), firstNonce: 0, count: 1 };
    expect(() => searchReference({ ...search, header: new Uint8Array(79) })).toThrow('80 bytes');
    expect(() => searchReference({ ...search, target: new Uint8Array(33) })).toThrow('32 bytes');
    expect(() => searchReference({ ...search, firstNonce: -1 })).toThrow('uint32');
    expect(() => searchReference({ ...search, count: 0.5 })).toThrow('whole number');
    expect(() => searchReference({ ...search, firstNonce: 4_294_967_295, count: 2 })).toThrow('nonce space');
  });
});
