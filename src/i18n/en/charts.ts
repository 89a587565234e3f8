export const charts = {
  region: 'Charts',
  intervals: {
    title: 'Time between blocks',
    sentence_one: '{{count}} block so far.',
    sentence_other: '{{count}} blocks, on average {{mean}} apart; the aim is {{aim}}.',
    none: 'A dot for every block, as high as the wait before it.',
    aim: 'aim',
    mean: 'mean',
  },
  hashRate: {
    title: 'Hash rate',
    sentence: '{{rate}} tries a second, all miners together.',
    none: 'Rises and falls as miners come, go, and change their rate.',
  },
  stale: {
    title: 'Blocks found and blocks that stay',
    sentence_one: '{{stale}} of {{count}} block is stale ({{share}}).',
    sentence_other: '{{stale}} of {{count}} blocks are stale ({{share}}).',
    none: 'Two lines that part whenever a block is found in vain.',
    found: 'found',
    kept: 'stay',
  },
  spoken: {
    interval: 'Block {{height}} after {{wait}}',
    block: 'Block',
    at: 'Found at',
    wait: 'Waited for',
    from: 'From',
    rate: 'Tries a second',
  },
} as const;
