import { assertSearch, type HeaderSearch, type SearchHeaders, type SearchResult } from './header-search.ts';
import { generateKernel, type Kernel } from './kernel/generate-kernel.ts';
import { memoryLayout } from './kernel/memory-layout.ts';
import { type WebAssemblyEngine, webAssembly } from './kernel/web-assembly.ts';
import { midstateOf, searchReference } from './search-reference.ts';
import { bigEndianWord } from './words.ts';

/** A searcher that tries four nonces at a time in WebAssembly, with answers equal to `searchReference`'s.
 * Each call makes one with a memory of its own; it takes about 30 ms, and some 50 ms more of searching until the
 * engine has optimised it. Beginning a search takes about 1 µs, half of it
 * when only the time differs from the last header, or nothing when the header is the last one again.
 * @returns undefined where WebAssembly or its vectors are missing or forbidden */
export function createWasmSearch(
  engine: WebAssemblyEngine | undefined = webAssembly(),
): SearchHeaders | undefined {
  const exports = engine && instantiate(engine, generateKernel());
  return exports && searcher(exports);
}

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly prepare: () => void;
  readonly search: (firstNonce: number, groups: number, limit: number) => number;
}

function instantiate(engine: WebAssemblyEngine, { module, constants }: Kernel): KernelExports | undefined {
  if (!engine.validate(module)) return undefined;
  let exports: KernelExports;
  try {
    exports = new engine.Instance(new engine.Module(module)).exports as KernelExports;
  } catch {
    // A content security policy without 'wasm-unsafe-eval', or a page that must not compile so much at a time.
    return undefined;
  }
  const words = new Int32Array(exports.memory.buffer);
  for (const { address, value } of constants) words.fill(value, address / 4, address / 4 + 4);
  return exports;
}

/** Headers whose midstates are remembered: a few miners take turns. */
const rememberedMidstates = 4;

interface Midstate {
  /** The first 64 bytes of the header. */
  readonly bytes: Uint8Array;
  readonly state: Int32Array;
}

/** Groups of four nonces in one call into WebAssembly. Engines replace code by its optimised form between calls, and
 * a call costs 30 ns. */
const groupsPerCall = 512;

function searcher({ memory, prepare, search: run }: KernelExports): SearchHeaders {
  const words = new Int32Array(memory.buffer);
  const inputs = words.subarray(memoryLayout.inputs / 4, memoryLayout.inputs / 4 + 11);
  const answer = words.subarray(memoryLayout.answer / 4, memoryLayout.answer / 4 + 2);
  const prepared = new Uint8Array(76);
  let isPrepared = false;
  const midstates: Midstate[] = [];
  let oldest = 0;

  return (search: HeaderSearch): SearchResult => {
    assertSearch(search);
    const { header, target, firstNonce, count } = search;
    prepareFor(header);
    const limit = bigEndianWord(target, 0);
    for (let done = 0; done < count; ) {
      const groups = Math.min(Math.ceil((count - done) / 4), groupsPerCall);
      const group = run(firstNonce + done, groups, limit);
      done += 4 * (group < 0 ? groups : group);
      if (group < 0) continue;
      for (let lane = 0; lane < 4 && done < count; lane++, done++) {
        if (!(answer[0]! & (1 << lane))) continue;
        const nonce = firstNonce + done;
        // Below the target in its highest word is below it; otherwise all 256 bits decide.
        if (answer[1]! & (1 << lane) || isWinner(search, nonce)) return { nonce, tried: done + 1 };
      }
    }
    return { nonce: -1, tried: count };
  };

  function prepareFor(header: Uint8Array): void {
    // A header that only moved on in time keeps its midstate.
    const keepsMidstate = isPrepared && agree(header, prepared, 0, 64);
    if (keepsMidstate && agree(header, prepared, 64, 76)) return;
    if (!keepsMidstate) inputs.set(midstate(header));
    for (let i = 0; i < 3; i++) inputs[8 + i] = bigEndianWord(header, 64 + 4 * i);
    prepare();
    for (let i = 0; i < 76; i++) prepared[i] = header[i]!;
    isPrepared = true;
  }

  function midstate(header: Uint8Array): Int32Array {
    for (const known of midstates) if (agree(header, known.bytes, 0, 64)) return known.state;
    const made = midstates[oldest] ?? { bytes: new Uint8Array(64), state: new Int32Array(8) };
    for (let i = 0; i < 64; i++) made.bytes[i] = header[i]!;
    midstateOf(header, made.state);
    midstates[oldest] = made;
    oldest = (oldest + 1) % rememberedMidstates;
    return made.state;
  }
}

/** Whether the bytes `from` … `to - 1` are the same; the last ones first, since headers differ there. */
function agree(left: Uint8Array, right: Uint8Array, from: number, to: number): boolean {
  for (let i = to - 1; i >= from; i--) if (left[i] !== right[i]) return false;
  return true;
}

function isWinner({ header, target }: HeaderSearch, nonce: number): boolean {
  return searchReference({ header, target, firstNonce: nonce, count: 1 }).nonce === nonce;
}
