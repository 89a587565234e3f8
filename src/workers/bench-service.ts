import type { HashService } from './hash-service.ts';

/** The ways to compute proof of work that the bench compares, slowest habits first. */
export const contenderNames = ['noble', 'subtle', 'rolled', 'wasm', 'webgpu'] as const;
export type ContenderName = (typeof contenderNames)[number];

/** One contender's result. */
export interface Measurement {
  /** Hashes per second over the window, after a warm-up as long. */
  readonly hashesPerSecond: number;
  /** The nonce of the genesis block as this contender found it, or -1: a contender that computes something else is no rival. */
  readonly nonce: number;
  /** Of a graphics processor: what the browser calls it. */
  readonly device: string;
}

/** What the bench's own worker offers. */
export interface BenchService {
  /** Measures one contender; undefined where this browser does not have it.
   * @param millis of warm-up, and of measuring */
  measure(name: ContenderName, millis: number): Promise<Measurement | undefined>;
  /** Serves the graphics processor as a `HashService` on this port.
   * @returns what the browser calls it; undefined when there is none, and the port stays silent */
  serveGpu(port: MessagePort): Promise<string | undefined>;
}

/** One way to search a header: its answers are equal to the reference's. */
export type Contender = Pick<HashService, 'search'> & { readonly device?: string; close?(): void };
