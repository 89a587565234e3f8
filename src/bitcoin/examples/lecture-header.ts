import type { Example } from './example.ts';

/** The header of the lecture's example of a block: 277,315. The slides print one of its zeros twice in places. */
export const lectureHeaderExample: Example = {
  id: 'lecture-header',
  kind: 'header',
  hex: [
    '02000000',
    '492263a1711b7d5ff065d7ae3da8b5f3fa39ad7bfea67b7e0200000000000000',
    '9de25511ea941d5eb23a3f08ea8a54096e0a3cf57823b9eb2dabe030409f045e',
    'ce05be52',
    '0ca30319',
    '59f542fb',
  ].join(''),
  hash: '0000000000000002a7bbd25a417c0374cc55261021e8a9ca74442b01284f0569',
  height: 277_315,
  prevouts: [],
  source: 'the lecture; A. Antonopoulos, Mastering Bitcoin, chapter 3',
};
