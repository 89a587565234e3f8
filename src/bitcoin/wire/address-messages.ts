import { assert } from '../encoding/assert.ts';
import type { ByteWriter } from '../encoding/byte-writer.ts';
import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { bytesToHex, hexToBytes } from '../encoding/hex.ts';
import {
  networkAddressSize,
  readNetworkAddress,
  readPort,
  type TimedNetworkAddress,
  writeNetworkAddress,
  writePort,
} from './network-address.ts';
import { emptyPayload, type PayloadCodec } from './payload-codec.ts';
import { readList } from './read-list.ts';

/** “Tell me addresses of other nodes.” */
export interface GetAddrMessage {
  readonly type: 'getaddr';
}

/** Addresses of nodes heard of lately; at most 1,000. */
export interface AddrMessage {
  readonly type: 'addr';
  readonly addresses: readonly TimedNetworkAddress[];
}

/** An address of any network, as BIP-0155 writes it. */
export interface AddressV2 {
  /** uint32, Unix seconds */
  readonly time: number;
  /** uint64 bit set of `NODE_*` services, written as a CompactSize */
  readonly services: bigint;
  /** 1 IPv4, 2 IPv6, 3 Tor v2, 4 Tor v3, 5 I2P, 6 CJDNS; others are kept for relay */
  readonly networkId: number;
  /** the network's own bytes, lower-case hex */
  readonly address: string;
  /** uint16, big-endian on the wire */
  readonly port: number;
}

/** Addresses of any network (BIP-0155); at most 1,000. */
export interface AddrV2Message {
  readonly type: 'addrv2';
  readonly addresses: readonly AddressV2[];
}

/** Bytes an address of each known BIP-0155 network has. */
export const addressBytesByNetworkId: ReadonlyMap<number, number> = new Map([
  [1, 4],
  [2, 16],
  [3, 10],
  [4, 32],
  [5, 32],
  [6, 16],
]);

const maxAddresses = 1000;
const maxAddressV2Bytes = 512;
const timedAddressSize = 4 + networkAddressSize;

/** `getaddr`: empty. */
export const getAddrCodec: PayloadCodec<GetAddrMessage> = emptyPayload('getaddr');

/** `addr`: a count and 30 bytes an address. */
export const addrCodec: PayloadCodec<AddrMessage> = {
  write(writer, { addresses }) {
    writer.compactSize(addresses.length);
    for (const address of addresses) {
      writer.u32(address.time);
      writeNetworkAddress(writer, address);
    }
  },
  read: (reader) => ({
    type: 'addr',
    addresses: readList(
      reader,
      { what: 'addresses', max: maxAddresses, minItemBytes: timedAddressSize },
      () => ({ time: reader.u32(), ...readNetworkAddress(reader) }),
    ),
  }),
  size: ({ addresses }) => sizeOfCompactSize(addresses.length) + timedAddressSize * addresses.length,
};

/** `addrv2`: a count, then time, services, network, address and port of each.
 * @see BIP-0155 */
export const addrV2Codec: PayloadCodec<AddrV2Message> = {
  write(writer, { addresses }) {
    writer.compactSize(addresses.length);
    for (const { time, services, networkId, address, port } of addresses) {
      writer.u32(time);
      writeCompactSizeU64(writer, services);
      writer.u8(networkId);
      writer.varBytes(hexToBytes(address));
      writePort(writer, port);
    }
  },
  read: (reader) => ({
    type: 'addrv2',
    addresses: readList(reader, { what: 'addresses', max: maxAddresses, minItemBytes: 9 }, () => {
      const time = reader.u32();
      const services = reader.compactSizeU64();
      const networkId = reader.u8();
      const offset = reader.offset;
      const address = reader.varBytes(maxAddressV2Bytes);
      const expected = addressBytesByNetworkId.get(networkId);
      if (expected !== undefined && address.length !== expected)
        throw new DecodeError(
          `network ${networkId} has addresses of ${expected} bytes, not ${address.length}`,
          offset,
        );
      return { time, services, networkId, address: bytesToHex(address), port: readPort(reader) };
    }),
  }),
  size({ addresses }) {
    let size = sizeOfCompactSize(addresses.length);
    for (const { services, address } of addresses) {
      assert(address.length % 2 === 0, 'hex has an even number of digits');
      const length = address.length / 2;
      size += 4 + sizeOfCompactSize(Number(services)) + 1 + sizeOfCompactSize(length) + length + 2;
    }
    return size;
  },
};

/** A uint64 as CompactSize. Unlike a length it may exceed 2⁵³, so the long form is written here. */
function writeCompactSizeU64(writer: ByteWriter, value: bigint): void {
  if (value <= 0xffffffffn) writer.compactSize(Number(value));
  else writer.u8(0xff).u64(value);
}
