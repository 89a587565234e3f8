export const shell = {
  close: 'Close',
  resize: 'Resize panels',
  skipToTimeline: 'Skip to the timeline',
  panel: {
    all: 'Panels',
    network: 'Network',
    stage: 'Chain',
    inspector: 'Inspector',
    packets: 'Messages',
  },
  stage: {
    label: 'Pictures of the chain',
    tree: 'Block tree',
    coins: 'Coin flow',
    mempool: 'Mempool',
    spacetime: 'Space-time',
    charts: 'Charts',
  },
} as const;
