/** The colour of a kind of field, 0 … 7; the same in every panel, so that a Merkle root is green wherever it shows. */
export function fieldHue(key: string): number {
  const known = hues[key];
  if (known !== undefined) return known;
  // Lengths and counts all look alike: they are punctuation.
  return key.endsWith('Size') || key.endsWith('Count') ? 4 : 6;
}

const hues: Readonly<Record<string, number>> = {
  version: 0,
  previousblockhash: 1,
  merkleroot: 2,
  time: 3,
  bits: 7,
  nonce: 5,

  segwitMarker: 5,
  segwitFlag: 3,
  previousTxid: 1,
  previousIndex: 3,
  scriptSig: 2,
  sequence: 6,
  value: 5,
  scriptPubKey: 0,
  witnessItem: 2,
  locktime: 3,

  magic: 7,
  command: 0,
  length: 4,
  checksum: 5,
  inventoryType: 3,
  hash: 1,
  malformed: 1,
};
