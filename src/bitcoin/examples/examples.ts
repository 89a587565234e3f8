import type { Example } from './example.ts';
import { firstPaymentBlockExample } from './first-payment-block.ts';
import { genesisBlockExample } from './genesis-block.ts';
import { lectureHeaderExample } from './lecture-header.ts';
import {
  lectureCoinbaseExample,
  lectureFundingExample,
  lecturePaymentExample,
} from './lecture-transactions.ts';
import { p2shMultisigExample, segwitMultisigExample } from './multisig-transactions.ts';
import { taprootKeyPathExample } from './taproot-key-path.ts';

/** Everything real that ships, in the order it is offered. */
export const examples: readonly Example[] = [
  genesisBlockExample,
  firstPaymentBlockExample,
  lectureFundingExample,
  lecturePaymentExample,
  lectureCoinbaseExample,
  lectureHeaderExample,
  p2shMultisigExample,
  segwitMultisigExample,
  taprootKeyPathExample,
];
