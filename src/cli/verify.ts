import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ChainParams } from '#bitcoin/consensus/params';
import type { Verdict } from '#bitcoin/consensus/verdict';
import { examineBlock } from '#bitcoin/explain/examine-block';
import { examineTransaction } from '#bitcoin/explain/examine-transaction';
import { formatBitcoin } from '#bitcoin/explain/format-bitcoin';
import { parsePrevouts } from '#bitcoin/explain/parse-prevouts';
import { hashHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { txidOf, wtxidOf } from '#bitcoin/primitives/transaction-id';
import { flagNamesOf, flagsAtHeight } from '#bitcoin/script/flags';
import { hexArgument } from './hex-argument.ts';
import { networkOption } from './network-option.ts';
import { exitCode, type Print, reportMalformed } from './report.ts';
import { UsageError } from './usage-error.ts';

const usage =
  'usage: chainroom verify tx HEX [--prevouts FILE] | verify block HEX, [--height N] [--network main|test|regtest|class]; ' +
  "HEX may be '-' for standard input or @FILE";

/** `chainroom verify tx HEX --prevouts FILE` and `chainroom verify block HEX`: checks everything that can be checked
 * without the chain, and prints the verdict as one JSON value.
 * @returns exit code: 0 when accepted; 1 when refused, with Core's reason; 2 for malformed input, with the byte offset */
export function verify(args: readonly string[], print: Print = console.log): Promise<number> {
  return reportMalformed(print, async () => {
    const { kind, argument, prevouts, height, params } = parse(args);
    const bytes = await hexArgument(argument);
    const { verdict, report } =
      kind === 'tx'
        ? await verifyTransaction(bytes, prevouts, height, params)
        : verifyBlock(bytes, height, params);
    print(JSON.stringify({ valid: verdict.ok, ...reasonOf(verdict), ...report }, null, 2));
    return verdict.ok ? exitCode.ok : exitCode.refused;
  });
}

interface Outcome {
  readonly verdict: Verdict;
  readonly report: object;
}

async function verifyTransaction(
  bytes: Uint8Array,
  prevoutsFile: string | undefined,
  height: number | undefined,
  params: ChainParams,
): Promise<Outcome> {
  const tx = decodeTransaction(bytes);
  const flags = flagsAtHeight(height ?? Number.MAX_SAFE_INTEGER, params);
  const given =
    prevoutsFile === undefined ? undefined : parsePrevouts(await readFile(prevoutsFile, 'utf8'), tx);
  if (given?.ok === false) throw new UsageError(`${prevoutsFile}: ${given.detail}`);
  const { verdict, fee, inputs } = examineTransaction({
    tx,
    flags,
    params,
    ...(given === undefined ? {} : { prevouts: given.prevouts }),
  });
  const report = {
    txid: txidOf(tx),
    hash: wtxidOf(tx),
    ...(fee === undefined ? {} : { fee: Number(formatBitcoin(fee)) }),
    flags: flagNamesOf(flags),
    scriptsChecked: given !== undefined,
    inputs,
  };
  return { verdict, report };
}

function verifyBlock(bytes: Uint8Array, height: number | undefined, params: ChainParams): Outcome {
  const block = decodeBlock(bytes);
  const { verdict, claimedHeight } = examineBlock({
    block,
    params,
    ...(height === undefined ? {} : { height }),
  });
  const report = {
    hash: hashHeader(block.header),
    ...(claimedHeight === undefined ? {} : { claimedHeight }),
    transactions: block.transactions.length,
  };
  return { verdict, report };
}

function reasonOf(verdict: Verdict): object {
  if (verdict.ok) return {};
  return verdict.detail === undefined
    ? { reason: verdict.reason }
    : { reason: verdict.reason, detail: verdict.detail };
}

function parse(args: readonly string[]) {
  const { values, positionals } = parseArgsOrUsage(args);
  const [kind, argument, ...more] = positionals;
  if ((kind !== 'tx' && kind !== 'block') || argument === undefined || more.length > 0)
    throw new UsageError(usage);
  return {
    kind,
    argument,
    prevouts: values.prevouts,
    height: heightOption(values.height),
    params: networkOption(values.network),
  };
}

function parseArgsOrUsage(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { prevouts: { type: 'string' }, height: { type: 'string' }, network: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${usage}`);
  }
}

function heightOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--height '${text}' is no height; ${usage}`);
  return Number(text);
}
