import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { targetFromBits } from '#bitcoin/consensus/target';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeHeader, encodeHeader, hashHeader } from '#bitcoin/primitives/block-header';
import { expectedTries } from '#mining/expected-tries';
import { nonceSpace } from '#mining/header-search';
import { hexArgument } from './hex-argument.ts';
import { exitCode, type Print, reportMalformed } from './report.ts';
import { createThreadPool } from './thread-pool.ts';
import { UsageError } from './usage-error.ts';

const usage = 'usage: chainroom mine --header HEX [--from N] [--threads K] [--json]';
const mostThreads = 256;

/** `chainroom mine --header HEX`: searches the nonce that gives this header its proof of work, from `--from` to the
 * end of the nonce space. The header's own bits say what is asked, its own nonce is ignored.
 * @returns exit code: 0 with the smallest nonce from there on; 1 when there is none; 2 for malformed input */
export function mine(args: readonly string[], print: Print = console.log): Promise<number> {
  return reportMalformed(print, async () => {
    const { hex, from, threads, json } = parse(args);
    const bytes = await hexArgument(hex);
    const header = decodeHeader(bytes);
    const target = targetBytes(header.bits);
    const pool = createThreadPool(threads);
    const began = performance.now();
    try {
      const search = { header: bytes, target, firstNonce: from, count: nonceSpace - from };
      const [result] = await pool.search([search]);
      const { nonce, tried } = result!;
      const seconds = (performance.now() - began) / 1000;
      const found = nonce >= 0;
      const mined = { ...header, nonce: found ? nonce : header.nonce };
      const report: MineReport = {
        found,
        ...(found && { nonce, hash: hashHeader(mined), header: bytesToHex(encodeHeader(mined)) }),
        target: bytesToHex(target),
        from,
        tried,
        expectedTries: Math.round(expectedTries(target)),
        threads: pool.count,
        seconds: Number(seconds.toFixed(3)),
        hashesPerSecond: Math.round(tried / seconds),
      };
      print(json ? JSON.stringify(report, null, 2) : sentence(report));
      return found ? exitCode.ok : exitCode.refused;
    } finally {
      await pool.close();
    }
  });
}

/** What `--json` prints. */
interface MineReport {
  readonly found: boolean;
  readonly nonce?: number;
  readonly hash?: string;
  readonly header?: string;
  readonly target: string;
  readonly from: number;
  /** Hashes computed, those beyond the find included. */
  readonly tried: number;
  readonly expectedTries: number;
  readonly threads: number;
  readonly seconds: number;
  readonly hashesPerSecond: number;
}

function sentence({
  found,
  nonce,
  hash,
  tried,
  seconds,
  hashesPerSecond,
  from,
  expectedTries,
}: MineReport): string {
  const effort = `${tried} hashes in ${seconds} s (${(hashesPerSecond / 1e6).toFixed(2)} MH/s; ${expectedTries} expected)`;
  return found
    ? `nonce ${nonce}\nhash  ${hash}\n${effort}`
    : `no nonce from ${from} on meets the target\n${effort}`;
}

function targetBytes(bits: number): Uint8Array {
  try {
    return hexToBytes(targetFromBits(bits).toString(16).padStart(64, '0'));
  } catch (error) {
    if (error instanceof RangeError) throw new DecodeError(error.message, 72);
    throw error;
  }
}

function parse(args: readonly string[]) {
  const { values } = parseOptions(args);
  if (values.header === undefined) throw new UsageError(usage);
  return {
    hex: values.header,
    from: wholeNumber('--from', values.from ?? '0', 0, nonceSpace - 1),
    threads: wholeNumber('--threads', values.threads ?? String(availableParallelism()), 1, mostThreads),
    json: values.json ?? false,
  };
}

function parseOptions(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...args],
      options: { header: text, from: text, threads: text, json: { type: 'boolean' } },
    });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${error.message}; ${usage}`);
    throw error;
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new UsageError(`${name} takes a number from ${least} to ${most}; ${usage}`);
  return value;
}
