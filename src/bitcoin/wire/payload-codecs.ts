import { addrCodec, addrV2Codec, getAddrCodec } from './address-messages.ts';
import {
  cFCheckptCodec,
  cFHeadersCodec,
  cFilterCodec,
  getCFCheckptCodec,
  getCFHeadersCodec,
  getCFiltersCodec,
} from './block-filter-messages.ts';
import { blockCodec, getBlocksCodec, getHeadersCodec, headersCodec } from './block-messages.ts';
import { filterAddCodec, filterClearCodec, filterLoadCodec, merkleBlockCodec } from './bloom-messages.ts';
import {
  blockTxnCodec,
  cmpctBlockCodec,
  getBlockTxnCodec,
  sendCmpctCodec,
} from './compact-block-messages.ts';
import {
  sendAddrV2Codec,
  sendHeadersCodec,
  sendTxReconciliationCodec,
  verackCodec,
  versionCodec,
  wtxidRelayCodec,
} from './handshake-messages.ts';
import { getDataCodec, invCodec, notFoundCodec } from './inventory-messages.ts';
import { pingCodec, pongCodec } from './keepalive-messages.ts';
import type { PayloadCodec } from './payload-codec.ts';
import { alertCodec, rejectCodec } from './refusal-messages.ts';
import { feeFilterCodec, mempoolCodec, txCodec } from './transaction-messages.ts';
import type { Command, MessageOf } from './wire-message.ts';

/** The codec of every command, by its name in the frame. A command without one is a type error. */
export const payloadCodecs: { readonly [Name in Command]: PayloadCodec<MessageOf<Name>> } = {
  addr: addrCodec,
  addrv2: addrV2Codec,
  alert: alertCodec,
  block: blockCodec,
  blocktxn: blockTxnCodec,
  cfcheckpt: cFCheckptCodec,
  cfheaders: cFHeadersCodec,
  cfilter: cFilterCodec,
  cmpctblock: cmpctBlockCodec,
  feefilter: feeFilterCodec,
  filteradd: filterAddCodec,
  filterclear: filterClearCodec,
  filterload: filterLoadCodec,
  getaddr: getAddrCodec,
  getblocks: getBlocksCodec,
  getblocktxn: getBlockTxnCodec,
  getcfcheckpt: getCFCheckptCodec,
  getcfheaders: getCFHeadersCodec,
  getcfilters: getCFiltersCodec,
  getdata: getDataCodec,
  getheaders: getHeadersCodec,
  headers: headersCodec,
  inv: invCodec,
  mempool: mempoolCodec,
  merkleblock: merkleBlockCodec,
  notfound: notFoundCodec,
  ping: pingCodec,
  pong: pongCodec,
  reject: rejectCodec,
  sendaddrv2: sendAddrV2Codec,
  sendcmpct: sendCmpctCodec,
  sendheaders: sendHeadersCodec,
  sendtxrcncl: sendTxReconciliationCodec,
  tx: txCodec,
  verack: verackCodec,
  version: versionCodec,
  wtxidrelay: wtxidRelayCodec,
};

/** The codec that belongs to a message; TypeScript cannot follow the link between the two by itself. */
export function codecOf(type: Command): PayloadCodec<MessageOf<Command>> {
  return payloadCodecs[type] as unknown as PayloadCodec<MessageOf<Command>>;
}

/** Whether a name from a frame is a command this table knows. */
export function isCommand(name: string): name is Command {
  return Object.hasOwn(payloadCodecs, name);
}
