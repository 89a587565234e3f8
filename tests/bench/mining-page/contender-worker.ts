import { sha256 } from '@noble/hashes/sha2.js';
import * as Comlink from 'comlink';
import { searchReference } from '#mining/search-reference';
import { createWasmSearch } from '#mining/wasm-kernel';
import { findPrologue, shippedScenarios } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { engineVersion } from '#simulation/run';
import { World } from '#simulation/world';
import { createHashService } from '#workers/hash-service';
import { createMessagePause } from '#workers/message-pause';
import { header, hopelessTarget, target, winningNonce } from './header.ts';
import type { ContenderName } from './results.ts';

/** Tries the nonces from `first` on, one step's worth; gives the number tried and the winner or -1. */
type Step = (first: number, target: Uint8Array) => Promise<{ tried: number; nonce: number }>;

let kernel: ReturnType<typeof createWasmSearch>;
const kernelNow = () => (kernel ??= createWasmSearch()!);

const contenders: Readonly<Record<ContenderName, Step>> = {
  noble: async (first, limit) => naive(first, limit, 1_000),
  subtle: async (first, limit) => subtle(first, limit, 256),
  rolled: async (firstNonce, limit) => searchReference({ header, target: limit, firstNonce, count: 2_048 }),
  kernel: async (firstNonce, limit) => kernelNow()({ header, target: limit, firstNonce, count: 16_384 }),
};

/** What everyone writes first: the whole header, hashed twice by a library. */
function naive(first: number, limit: Uint8Array, count: number) {
  const bytes = Uint8Array.from(header);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) {
    view.setUint32(76, first + i, true);
    if (meets(sha256(sha256(bytes)), limit)) return { tried: i + 1, nonce: first + i };
  }
  return { tried: count, nonce: -1 };
}

/** The browser's own SHA-256: native, but a promise a call; many at a time. */
async function subtle(first: number, limit: Uint8Array, count: number) {
  const hashes = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const bytes = Uint8Array.from(header);
      new DataView(bytes.buffer).setUint32(76, first + i, true);
      return crypto.subtle.digest('SHA-256', await crypto.subtle.digest('SHA-256', bytes));
    }),
  );
  const winner = hashes.findIndex((hash) => meets(new Uint8Array(hash), limit));
  return { tried: winner < 0 ? count : winner + 1, nonce: winner < 0 ? -1 : first + winner };
}

function meets(hash: Uint8Array, limit: Uint8Array): boolean {
  for (let i = 0; i < 32; i++) if (hash[31 - i] !== limit[i]) return hash[31 - i]! < limit[i]!;
  return true;
}

const service = {
  /** Finds the genesis nonce, or throws: a contender that computes something else is no rival. */
  async verify(name: ContenderName): Promise<void> {
    for (let first = winningNonce - 3_000; first < winningNonce + 1_000; ) {
      const { tried, nonce } = await contenders[name](first, target);
      if (nonce === winningNonce) return;
      if (nonce >= 0) break;
      first += tried;
    }
    throw new Error(`${name} did not find the nonce of the genesis block`);
  },

  /** Hashes per millisecond over at least `millis`. */
  async measure(name: ContenderName, millis: number): Promise<number> {
    const step = contenders[name];
    const began = performance.now();
    let first = 0;
    for (;;) {
      first += (await step(first, hopelessTarget)).tried;
      const spent = performance.now() - began;
      if (spent >= millis) return first / spent;
    }
  },

  /** When, after the first call, so many nonces were done: [milliseconds, nonces] for every 2,048 nonces. */
  timeline(millis: number): readonly (readonly [number, number])[] {
    const began = performance.now();
    const search = createWasmSearch()!;
    const marks: [number, number][] = [];
    for (let firstNonce = 0; ; ) {
      search({ header, target: hopelessTarget, firstNonce, count: 2_048 });
      firstNonce += 2_048;
      const now = performance.now() - began;
      marks.push([now, firstNonce]);
      if (now > millis) return marks;
    }
  },

  /** Hashes per millisecond of the hash service over `nonces`, with its pauses and without: a slice of one, a slice of the
   * other, since a machine's speed drifts over the length of a window by more than what pauses cost. */
  async served(nonces: number, slices: number): Promise<{ withThem: number; without: number }> {
    const spent = { withThem: 0, without: 0 };
    const services = {
      withThem: createHashService(kernelNow(), createMessagePause()),
      without: createHashService(kernelNow(), async () => undefined),
    };
    const count = Math.ceil(nonces / slices);
    for (let slice = 0; slice < slices; slice++) {
      const order = ['withThem', 'without'] as const;
      for (const which of slice % 2 === 0 ? order : order.toReversed()) {
        const began = performance.now();
        await services[which].search([{ header, target: hopelessTarget, firstNonce: slice * count, count }]);
        spent[which] += performance.now() - began;
      }
    }
    const all = count * slices;
    return { withThem: all / spent.withThem, without: all / spent.without };
  },

  /** Microseconds for a search of `nonces`, each with a header that differs from the last one in this byte. */
  smallJobs(nonces: number, byte: number, millis: number): number {
    const search = kernelNow();
    const bytes = Uint8Array.from(header);
    const view = new DataView(bytes.buffer);
    const began = performance.now();
    for (let jobs = 1; ; jobs++) {
      view.setUint32(byte, jobs);
      search({ header: bytes, target: hopelessTarget, firstNonce: 0, count: nonces });
      if (jobs % 64 !== 0) continue;
      const spent = performance.now() - began;
      if (spent >= millis) return (1000 * spent) / jobs;
    }
  },

  /** Blocks per second of the first shipped scenario over so many simulated minutes, with this searcher on the same
   * thread, as fast as it goes. Every call is the same run, hashed afresh. */
  simulate(name: 'rolled' | 'kernel', minutes: number): { blocksPerSecond: number; traceHash: string } {
    const scenario = shippedScenarios[0]!;
    const run = { engine: engineVersion, scenario, seed: 1, actions: [] };
    const world = new World({ run, prologue: findPrologue(scenario.prologue), ledger: new Ledger() });
    const before = world.blocks.length;
    const began = performance.now();
    world.runUntil(minutes * 60_000_000, name === 'kernel' ? kernelNow() : searchReference);
    const spent = performance.now() - began;
    return { blocksPerSecond: ((world.blocks.length - before) * 1000) / spent, traceHash: world.traceHash() };
  },
};
export type ContenderService = typeof service;

Comlink.expose(service);
