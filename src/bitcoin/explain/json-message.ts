import type { AddressNetwork } from '../keys/address-networks.ts';
import { payloadSize } from '../wire/payload-size.ts';
import type { WireMessage } from '../wire/wire-message.ts';
import { blockJson, headerJson } from './json-block.ts';
import { transactionJson } from './json-transaction.ts';

/** A message as plain JSON: its fields as they are, with transactions, blocks and headers in Core's shape, and uint64
 * numbers as decimal text, since JSON's numbers cannot hold them. */
export function messageJson(message: WireMessage, params: AddressNetwork): Readonly<Record<string, unknown>> {
  const { type, ...fields } = message;
  const shown: Readonly<Record<string, unknown>> = contentOf(message, params) ?? fields;
  return { type, payloadSize: payloadSize(message), ...(plain(shown) as Record<string, unknown>) };
}

/** The fields of messages that carry transactions or headers; undefined for the others. */
function contentOf(
  message: WireMessage,
  params: AddressNetwork,
): Readonly<Record<string, unknown>> | undefined {
  switch (message.type) {
    case 'tx':
      return { transaction: transactionJson(message.transaction, { params }) };
    case 'block':
      return { block: blockJson(message.block, params) };
    case 'headers':
      return { headers: message.headers.map(headerJson) };
    case 'merkleblock': {
      const { type: _, header, ...rest } = message;
      return { header: headerJson(header), ...rest };
    }
    case 'cmpctblock': {
      const { type: _, header, prefilled, ...rest } = message;
      const shown = prefilled.map(({ index, transaction }) => ({
        index,
        transaction: transactionJson(transaction, { params }),
      }));
      return { header: headerJson(header), ...rest, prefilled: shown };
    }
    case 'blocktxn': {
      const { blockHash, transactions } = message;
      return { blockHash, transactions: transactions.map((tx) => transactionJson(tx, { params })) };
    }
    default:
      return undefined;
  }
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
