import { bytesToHex } from '../encoding/hex.ts';
import type { AddressNetwork } from '../keys/address-networks.ts';
import { encodeTransaction } from '../primitives/encode-transaction.ts';
import type { Transaction, TxInput, TxOutput } from '../primitives/transaction.ts';
import { txidOf, wtxidOf } from '../primitives/transaction-id.ts';
import { isCoinbase, sizeOf, vsizeOf, weightOf } from '../primitives/transaction-size.ts';
import { scriptAsm } from '../script/script-asm.ts';
import { formatBitcoin } from './format-bitcoin.ts';
import { type ScriptJson, scriptJson } from './json-script.ts';

/** A transaction in the shape of Core's verbose `getrawtransaction`, with `fee` and `prevout` when the outputs it
 * spends are known. Amounts are in BTC; print it with `formatCoreJson` to keep their eight decimals. */
export interface TransactionJson {
  readonly txid: string;
  /** The wtxid. */
  readonly hash: string;
  readonly version: number;
  readonly size: number;
  readonly vsize: number;
  readonly weight: number;
  readonly locktime: number;
  readonly vin: readonly InputJson[];
  readonly vout: readonly OutputJson[];
  readonly fee?: number;
  readonly hex?: string;
}

/** An input: a coinbase's arbitrary data, or an outpoint with what unlocks it. */
export type InputJson =
  | {
      readonly coinbase: string;
      readonly txinwitness?: readonly string[];
      readonly sequence: number;
    }
  | {
      readonly txid: string;
      readonly vout: number;
      readonly scriptSig: { readonly asm: string; readonly hex: string };
      readonly txinwitness?: readonly string[];
      readonly prevout?: { readonly value: number; readonly scriptPubKey: ScriptJson };
      readonly sequence: number;
    };

/** An output: how much, and who can spend it. */
export interface OutputJson {
  readonly value: number;
  readonly n: number;
  readonly scriptPubKey: ScriptJson;
}

/** The lecture's listing of a transaction, complete.
 * @param options.prevouts the outputs spent, one for each input
 * @param options.hex whether to repeat the raw bytes at the end, as `getrawtransaction` does
 * @see Bitcoin Core `TxToUniv`, src/core_io.cpp */
export function transactionJson(
  tx: Transaction,
  options: {
    readonly params: AddressNetwork;
    readonly prevouts?: readonly TxOutput[];
    readonly hex?: boolean;
  },
): TransactionJson {
  const { params, prevouts, hex } = options;
  const fee = prevouts === undefined || isCoinbase(tx) ? undefined : feeOf(tx, prevouts);
  return {
    txid: txidOf(tx),
    hash: wtxidOf(tx),
    version: tx.version,
    size: sizeOf(tx),
    vsize: vsizeOf(tx),
    weight: weightOf(tx),
    locktime: tx.lockTime,
    vin: tx.inputs.map((input, i) => inputJson(input, isCoinbase(tx), prevouts?.[i], params)),
    vout: tx.outputs.map((output, n) => ({
      value: bitcoins(output.value),
      n,
      scriptPubKey: scriptJson(output.scriptPubKey, params),
    })),
    ...(fee === undefined ? {} : { fee: bitcoins(fee) }),
    ...(hex === true ? { hex: bytesToHex(encodeTransaction(tx, { witness: true })) } : {}),
  };
}

/** JSON text with two spaces of indentation and amounts in eight decimals, `0.01500000`, as Core prints it. */
export function formatCoreJson(json: object): string {
  return JSON.stringify(json, markAmounts, 2).replace(/"BTC:(-?\d+\.\d{8})"/g, '$1');
}

function inputJson(
  input: TxInput,
  coinbase: boolean,
  prevout: TxOutput | undefined,
  params: AddressNetwork,
): InputJson {
  const witness = input.witness.length > 0 ? { txinwitness: input.witness.map(bytesToHex) } : {};
  if (coinbase) return { coinbase: bytesToHex(input.scriptSig), ...witness, sequence: input.sequence };
  return {
    txid: input.previousOutput.txid,
    vout: input.previousOutput.index,
    scriptSig: { asm: scriptAsm(input.scriptSig, { decodeSighash: true }), hex: bytesToHex(input.scriptSig) },
    ...witness,
    ...(prevout === undefined
      ? {}
      : {
          prevout: { value: bitcoins(prevout.value), scriptPubKey: scriptJson(prevout.scriptPubKey, params) },
        }),
    sequence: input.sequence,
  };
}

function feeOf(tx: Transaction, prevouts: readonly TxOutput[]): bigint {
  const spent = prevouts.reduce((sum, output) => sum + output.value, 0n);
  return tx.outputs.reduce((rest, output) => rest - output.value, spent);
}

/** Exact for every amount that can exist: 21 million coins have 16 digits. */
function bitcoins(satoshis: bigint): number {
  return Number(formatBitcoin(satoshis));
}

function markAmounts(key: string, value: unknown): unknown {
  return (key === 'value' || key === 'fee') && typeof value === 'number' ? `BTC:${value.toFixed(8)}` : value;
}
