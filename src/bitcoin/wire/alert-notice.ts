import { ByteReader } from '../encoding/byte-reader.ts';
import { hexToBytes } from '../encoding/hex.ts';
import { bytesToText } from '../encoding/latin1.ts';
import { readList } from './read-list.ts';

/** What the payload of an old `alert` message said. Times are Unix seconds. */
export interface AlertNotice {
  readonly version: number;
  readonly relayUntil: bigint;
  readonly expiration: bigint;
  readonly id: number;
  /** Alerts up to this number are cancelled. */
  readonly cancel: number;
  readonly cancelled: readonly number[];
  readonly minVersion: number;
  readonly maxVersion: number;
  /** User agents it is for; all when empty. */
  readonly userAgents: readonly string[];
  readonly priority: number;
  readonly comment: string;
  readonly statusBar: string;
  readonly reserved: string;
}

/** Reads the payload of an `alert`. Kept apart from the message: its signature covers the bytes, not the fields.
 * @param payload hex
 * @throws {DecodeError} on truncation or bytes left over
 * @see developer.bitcoin.org, P2P network reference, “Alert” */
export function readAlertNotice(payload: string): AlertNotice {
  const reader = new ByteReader(hexToBytes(payload));
  const notice = {
    version: reader.i32(),
    relayUntil: reader.i64(),
    expiration: reader.i64(),
    id: reader.i32(),
    cancel: reader.i32(),
    cancelled: readList(reader, { what: 'cancelled alerts', max: 1000, minItemBytes: 4 }, () => reader.i32()),
    minVersion: reader.i32(),
    maxVersion: reader.i32(),
    userAgents: readList(reader, { what: 'user agents', max: 1000, minItemBytes: 1 }, () =>
      bytesToText(reader.varBytes()),
    ),
    priority: reader.i32(),
    comment: bytesToText(reader.varBytes()),
    statusBar: bytesToText(reader.varBytes()),
    reserved: bytesToText(reader.varBytes()),
  };
  reader.expectEnd();
  return notice;
}
