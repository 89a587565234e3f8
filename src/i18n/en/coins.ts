export const coins = {
  gist_one: 'One payment in the last {{blocks}} blocks. Click a coin to follow it back and forward.',
  gist_other: '{{count}} payments in the last {{blocks}} blocks. Click a coin to follow it back and forward.',
  earlier: 'Earlier blocks',
  asList: 'Show as a list',
  asPicture: 'Show as a picture',
  waiting: 'waiting',
  waitingMore: 'waiting, {{count}} not drawn',
  ghosts: 'given up in the reorganisation',
  newCoins: 'new coins',
  listLabel: 'Transactions, oldest block first',
  listed: {
    coinbase: 'Block {{height}}: coinbase {{txid}} makes {{amount}} new coins',
    payment: 'Block {{height}}: transaction {{txid}} moves {{amount}}, {{inputs}} in, {{outputs}} out',
    pending: 'Waiting: transaction {{txid}} would move {{amount}}, {{inputs}} in, {{outputs}} out',
  },
  empty: 'No coin has moved in these blocks yet.',
  emptyStart: 'There is no chain to look at yet.',
  emptyHow:
    'Every coin begins in a coinbase and moves with each payment: here you will see the bands between them. Press T to make a payment.',
  column: {
    block: 'block',
    tx: 'transaction',
    what: 'what',
    from: 'spends',
    to: 'makes',
  },
} as const;
