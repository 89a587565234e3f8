import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { bytesToText, textToBytes } from '../encoding/latin1.ts';
import { readFlag } from './flag.ts';
import {
  type NetworkAddress,
  networkAddressSize,
  readNetworkAddress,
  writeNetworkAddress,
} from './network-address.ts';
import { emptyPayload, type PayloadCodec } from './payload-codec.ts';

/** The first message of a connection: who I am, what I can, how high my chain is.
 * Fields that later protocol versions added are absent in old messages, from `addrFrom` (106) on. */
export interface VersionMessage {
  readonly type: 'version';
  /** int32 protocol version, 70016 in Bitcoin Core since 0.21 */
  readonly version: number;
  /** uint64 bit set of `NODE_*` services */
  readonly services: bigint;
  /** int64, Unix seconds */
  readonly timestamp: bigint;
  readonly addrRecv: NetworkAddress;
  readonly addrFrom?: NetworkAddress;
  /** uint64 drawn by the sender, so that it recognises a connection to itself */
  readonly nonce?: bigint;
  /** BIP-0014 name such as `/Satoshi:27.0.0/`, one character a byte, at most 256 */
  readonly userAgent?: string;
  /** int32 height of the sender's best block */
  readonly startHeight?: number;
  /** BIP-0037: whether to announce transactions from the start; absent before protocol version 70001 */
  readonly relay?: boolean;
}

/** “I accept your version”; ends the handshake. */
export interface VerackMessage {
  readonly type: 'verack';
}

/** “I understand addrv2” (BIP-0155), between version and verack. */
export interface SendAddrV2Message {
  readonly type: 'sendaddrv2';
}

/** “Announce transactions to me by wtxid” (BIP-0339), between version and verack. */
export interface WtxidRelayMessage {
  readonly type: 'wtxidrelay';
}

/** “Announce new blocks to me by headers instead of inv” (BIP-0130). */
export interface SendHeadersMessage {
  readonly type: 'sendheaders';
}

/** “Let us reconcile transaction sets” (BIP-0330). */
export interface SendTxReconciliationMessage {
  readonly type: 'sendtxrcncl';
  /** uint32 */
  readonly version: number;
  /** uint64 */
  readonly salt: bigint;
}

const maxUserAgentBytes = 256;

/** `version`: 46 bytes at least, 85 plus the user agent and the relay flag today. */
export const versionCodec: PayloadCodec<VersionMessage> = {
  write(writer, message) {
    writer.i32(message.version);
    writer.u64(message.services);
    writer.i64(message.timestamp);
    writeNetworkAddress(writer, message.addrRecv);
    if (message.addrFrom === undefined) return;
    writeNetworkAddress(writer, message.addrFrom);
    if (message.nonce === undefined) return;
    writer.u64(message.nonce);
    if (message.userAgent === undefined) return;
    writer.varBytes(textToBytes(message.userAgent));
    if (message.startHeight === undefined) return;
    writer.i32(message.startHeight);
    if (message.relay === undefined) return;
    writer.u8(message.relay ? 1 : 0);
  },
  read(reader) {
    const required = {
      type: 'version',
      version: reader.i32(),
      services: reader.u64(),
      timestamp: reader.i64(),
      addrRecv: readNetworkAddress(reader),
    } as const;
    // The message grew over the years and the sender simply stops early, as Core's reader allows.
    if (reader.remaining === 0) return required;
    const withFrom = { ...required, addrFrom: readNetworkAddress(reader) };
    if (reader.remaining === 0) return withFrom;
    const withNonce = { ...withFrom, nonce: reader.u64() };
    if (reader.remaining === 0) return withNonce;
    const withAgent = { ...withNonce, userAgent: bytesToText(reader.varBytes(maxUserAgentBytes)) };
    if (reader.remaining === 0) return withAgent;
    const withHeight = { ...withAgent, startHeight: reader.i32() };
    if (reader.remaining === 0) return withHeight;
    return { ...withHeight, relay: readFlag(reader, 'relay') };
  },
  size(message) {
    let size = 4 + 8 + 8 + networkAddressSize;
    if (message.addrFrom === undefined) return size;
    size += networkAddressSize;
    if (message.nonce === undefined) return size;
    size += 8;
    if (message.userAgent === undefined) return size;
    size += sizeOfCompactSize(message.userAgent.length) + message.userAgent.length;
    if (message.startHeight === undefined) return size;
    size += 4;
    return message.relay === undefined ? size : size + 1;
  },
};

/** `verack`: empty. */
export const verackCodec: PayloadCodec<VerackMessage> = emptyPayload('verack');

/** `sendaddrv2`: empty. */
export const sendAddrV2Codec: PayloadCodec<SendAddrV2Message> = emptyPayload('sendaddrv2');

/** `wtxidrelay`: empty. */
export const wtxidRelayCodec: PayloadCodec<WtxidRelayMessage> = emptyPayload('wtxidrelay');

/** `sendheaders`: empty. */
export const sendHeadersCodec: PayloadCodec<SendHeadersMessage> = emptyPayload('sendheaders');

/** `sendtxrcncl`: version and salt, 12 bytes. */
export const sendTxReconciliationCodec: PayloadCodec<SendTxReconciliationMessage> = {
  write(writer, message) {
    writer.u32(message.version);
    writer.u64(message.salt);
  },
  read: (reader) => ({ type: 'sendtxrcncl', version: reader.u32(), salt: reader.u64() }),
  size: () => 12,
};
