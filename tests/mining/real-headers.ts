/** The headers of the first blocks of Bitcoin's main chain, field by field as any explorer shows them. Every one is
 * checked in the tests by its hash, which is also the next one's previous block. */
export interface RealHeader {
  readonly height: number;
  readonly version: number;
  readonly merkleRoot: string;
  readonly time: number;
  readonly bits: number;
  readonly nonce: number;
  readonly hash: string;
}
