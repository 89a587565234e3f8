import { coinbaseHeightScript } from '../consensus/coinbase-height.ts';
import { finalSequence } from '../consensus/locks.ts';
import { witnessCommitmentScript } from '../consensus/witness-commitment.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { zeroHash } from '../primitives/hashes.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import { OP } from '../script/opcodes.ts';
import { pushData } from '../script/push-data.ts';

/** Everything that goes into a coinbase. */
export interface CoinbaseRequest {
  /** Height of the block it is for. */
  readonly height: number;
  /** uint32; a miner counts it up when all nonces of a header are used */
  readonly extraNonce: number;
  /** Bytes that make this miner's job unlike any other, so that no header is ever tried twice. */
  readonly tag: Uint8Array;
  /** The miner's free words, as raw bytes. */
  readonly message: Uint8Array;
  readonly payoutScript: Uint8Array;
  /** satoshis: subsidy and fees */
  readonly value: bigint;
  /** The 32 bytes of BIP-0141; without it the coinbase has no witness. */
  readonly witnessCommitment?: Uint8Array;
}

/** The witness item a commitment is computed with; nobody has yet found a use for it.
 * @see BIP-0141 */
export const witnessReservedValue: Uint8Array = new Uint8Array(32);

const maxScriptBytes = 100;

/** The first transaction of a block: it spends nothing and pays the miner.
 *
 *     scriptSig: height (BIP-0034) | extraNonce, 4 bytes LE | tag | message       each a push; 2 … 100 bytes together
 *
 * @throws {RangeError} when the script would be too long
 * @see Bitcoin Core `BlockAssembler::CreateNewBlock`, src/node/miner.cpp; whitepaper §6 */
export function createCoinbase(request: CoinbaseRequest): Transaction {
  const { value, payoutScript, witnessCommitment } = request;
  const outputs: TxOutput[] = [{ value, scriptPubKey: payoutScript }];
  if (witnessCommitment !== undefined) {
    outputs.push({ value: 0n, scriptPubKey: witnessCommitmentScript(witnessCommitment) });
  }
  return {
    version: 2,
    inputs: [
      {
        previousOutput: { txid: zeroHash, index: 0xffff_ffff },
        scriptSig: coinbaseScript(request),
        sequence: finalSequence,
        witness: witnessCommitment === undefined ? [] : [witnessReservedValue],
      },
    ],
    outputs,
    lockTime: 0,
  };
}

/** How many bytes of message still fit beside this height and tag. */
export function coinbaseMessageRoom(height: number, tag: Uint8Array): number {
  const used = coinbaseHeightScript(height).length + 5 + pushData(tag).length;
  const room = maxScriptBytes - used - 1;
  return Math.max(0, room > 75 ? room - 1 : room);
}

function coinbaseScript({ height, extraNonce, tag, message }: CoinbaseRequest): Uint8Array {
  scratch.restart().bytes(coinbaseHeightScript(height));
  scratch.u8(4).u32(extraNonce);
  writePush(tag);
  if (message.length > 0) writePush(message);
  if (scratch.length > maxScriptBytes) {
    throw new RangeError(`a coinbase script has at most ${maxScriptBytes} bytes, this one ${scratch.length}`);
  }
  return scratch.finish();
}

/** A miner makes one for every block that anybody finds: written in place, nothing is allocated but the script. */
const scratch = new ByteWriter(4 * maxScriptBytes);

function writePush(data: Uint8Array): void {
  if (data.length < OP.PUSHDATA1) scratch.varBytes(data);
  else scratch.bytes(pushData(data));
}
