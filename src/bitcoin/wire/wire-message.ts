import type { AddrMessage, AddrV2Message, GetAddrMessage } from './address-messages.ts';
import type {
  CFCheckptMessage,
  CFHeadersMessage,
  CFilterMessage,
  GetCFCheckptMessage,
  GetCFHeadersMessage,
  GetCFiltersMessage,
} from './block-filter-messages.ts';
import type { BlockMessage, GetBlocksMessage, GetHeadersMessage, HeadersMessage } from './block-messages.ts';
import type {
  FilterAddMessage,
  FilterClearMessage,
  FilterLoadMessage,
  MerkleBlockMessage,
} from './bloom-messages.ts';
import type {
  BlockTxnMessage,
  CmpctBlockMessage,
  GetBlockTxnMessage,
  SendCmpctMessage,
} from './compact-block-messages.ts';
import type {
  SendAddrV2Message,
  SendHeadersMessage,
  SendTxReconciliationMessage,
  VerackMessage,
  VersionMessage,
  WtxidRelayMessage,
} from './handshake-messages.ts';
import type { GetDataMessage, InvMessage, NotFoundMessage } from './inventory-messages.ts';
import type { PingMessage, PongMessage } from './keepalive-messages.ts';
import type { AlertMessage, RejectMessage } from './refusal-messages.ts';
import type { FeeFilterMessage, MempoolMessage, TxMessage } from './transaction-messages.ts';

/** What peers say to each other: every message of Bitcoin's network, told apart by `type`, which is the
 * command in the frame. Plain data; `encodePayload` gives the bytes, `payloadSize` their number without encoding.
 *
 * This folder knows bytes and messages only. When to send what is the business of the simulation's nodes. */
export type WireMessage =
  | VersionMessage
  | VerackMessage
  | SendAddrV2Message
  | WtxidRelayMessage
  | SendHeadersMessage
  | SendTxReconciliationMessage
  | GetAddrMessage
  | AddrMessage
  | AddrV2Message
  | InvMessage
  | GetDataMessage
  | NotFoundMessage
  | TxMessage
  | MempoolMessage
  | FeeFilterMessage
  | BlockMessage
  | GetHeadersMessage
  | GetBlocksMessage
  | HeadersMessage
  | SendCmpctMessage
  | CmpctBlockMessage
  | GetBlockTxnMessage
  | BlockTxnMessage
  | PingMessage
  | PongMessage
  | RejectMessage
  | AlertMessage
  | FilterLoadMessage
  | FilterAddMessage
  | FilterClearMessage
  | MerkleBlockMessage
  | GetCFiltersMessage
  | CFilterMessage
  | GetCFHeadersMessage
  | CFHeadersMessage
  | GetCFCheckptMessage
  | CFCheckptMessage
  | UnknownMessage;

/** A message whose command this node does not know: kept, ignored, never a reason to disconnect. */
export interface UnknownMessage {
  readonly type: 'unknown';
  /** 1 … 12 printable characters */
  readonly command: string;
  /** hex */
  readonly payload: string;
}

/** The message with a given `type`. */
export type MessageOf<Type extends WireMessage['type']> = Extract<WireMessage, { readonly type: Type }>;

/** A command of the protocol, as it stands in a frame. */
export type Command = Exclude<WireMessage['type'], 'unknown'>;
