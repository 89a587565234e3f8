import { DecodeError } from '#bitcoin/encoding/decode-error';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { LogKind } from '../log.ts';
import type { NodeState } from '../node/node-state.ts';
import { submitTransaction } from '../node/transactions.ts';
import type { World } from '../world.ts';

/** Hands a raw transaction to a node, as its user would with `sendrawtransaction`. What the node thinks of it is logged
 * there, a refusal with its reason; only bytes that are no transaction make the action itself fail.
 * @param hex of the whole transaction
 * @see Bitcoin Core src/rpc/mempool.cpp */
export function submitTx(world: World, node: NodeState, hex: string): string | undefined {
  if (!node.online) return 'not-running';
  const tx = decoded(hex);
  if (tx === undefined) return 'tx-decode-failed';
  const ref = world.registerTx(tx, -1, -1, 0n);
  const reason = submitTransaction(world, node, undefined, ref);
  // A stranger's transaction with unknown inputs would wait for its parents; the user is told at once.
  if (reason !== undefined && !node.refusedTransactions.has(ref.id))
    world.logTx(LogKind.txRejected, node.index, -1, ref, world.reason(reason));
  return undefined;
}

function decoded(hex: string): Transaction | undefined {
  try {
    return decodeTransaction(hexToBytes(hex));
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
