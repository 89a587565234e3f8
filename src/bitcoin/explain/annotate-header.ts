import { decodeHeader } from '../primitives/block-header.ts';
import type { Field } from './field.ts';
import { annotate, type FieldReader } from './field-reader.ts';

/** The six fields of a header's 80 bytes, named as in Core's `getblockheader`. */
export function annotateHeader(bytes: Uint8Array): readonly Field[] {
  return annotate(bytes, decodeHeader, readHeaderFields);
}

/** Names the fields of one header at the reader's place. */
export function readHeaderFields(reader: FieldReader): void {
  reader.i32('version');
  reader.hash('previousblockhash');
  reader.hash('merkleroot');
  reader.u32('time');
  reader.u32('bits', (bits) => bits.toString(16).padStart(8, '0'));
  reader.u32('nonce');
}
