/** Real data that ships with the page, so that there is something true to open before anything is pasted.
 * The bytes are facts of the public chain; every hash is recomputed and every script run in the tests. */
export interface Example {
  /** Stable name; i18n key of the title and the story. */
  readonly id: string;
  readonly kind: 'transaction' | 'block' | 'header';
  readonly hex: string;
  /** txid or block hash, display order; what the bytes must hash to. */
  readonly hash: string;
  /** Height on the main network, where it matters for the rules. */
  readonly height?: number;
  /** The outputs a transaction spends, in the order of its inputs. Of a block: those of its transactions after the coinbase. */
  readonly prevouts: readonly ExamplePrevout[];
  /** Where the facts can be looked up. */
  readonly source: string;
}

/** An output that an example spends. */
export interface ExamplePrevout {
  readonly satoshis: number;
  /** hex */
  readonly scriptPubKey: string;
}
