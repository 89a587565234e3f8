import { assert } from '../encoding/assert.ts';
import type { ByteReader } from '../encoding/byte-reader.ts';
import type { ByteWriter } from '../encoding/byte-writer.ts';
import { formatIp, parseIp } from './ip-address.ts';

/** Where a node listens, as `version` and `addr` write it: 26 bytes.
 * @see developer.bitcoin.org, P2P network reference */
export interface NetworkAddress {
  /** uint64 bit set of `NODE_*` services */
  readonly services: bigint;
  /** `192.0.2.51` for IPv4 (written as ::ffff:192.0.2.51), else IPv6 as RFC 5952 writes it */
  readonly ip: string;
  /** uint16; the one big-endian number of the protocol */
  readonly port: number;
}

/** A network address with the time it was last heard of, as `addr` lists it: 30 bytes. */
export interface TimedNetworkAddress extends NetworkAddress {
  /** uint32, Unix seconds */
  readonly time: number;
}

/** Bytes of a `NetworkAddress`. */
export const networkAddressSize = 26;

/** Appends services (little-endian), IP (16 bytes) and port (big-endian). */
export function writeNetworkAddress(writer: ByteWriter, address: NetworkAddress): void {
  writer.u64(address.services);
  writer.bytes(parseIp(address.ip));
  writePort(writer, address.port);
}

/** Reads the 26 bytes that `writeNetworkAddress` appends. */
export function readNetworkAddress(reader: ByteReader): NetworkAddress {
  return { services: reader.u64(), ip: formatIp(reader.bytes(16)), port: readPort(reader) };
}

/** Appends a port number, big-endian as in TCP. */
export function writePort(writer: ByteWriter, port: number): void {
  assert(Number.isInteger(port) && port >= 0 && port <= 0xffff, 'a port is a uint16');
  writer.u8(port >> 8);
  writer.u8(port & 0xff);
}

/** Reads a big-endian port number. */
export function readPort(reader: ByteReader): number {
  const high = reader.u8();
  return (high << 8) | reader.u8();
}
