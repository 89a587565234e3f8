import { type ChainParams, classParams } from '#bitcoin/consensus/params';

/** The chain of most trials: 256 tries a block, enough that the steps of a miner's grid do not bias a race, and a target
 * that never moves. A trial's miners find a block about every quarter of a second, whatever `spacingSeconds` says: only
 * the time in headers looks at it here. */
export const trialParams: ChainParams = {
  ...classParams,
  name: 'trials',
  powLimitBits: 0x2000ffff,
  powLimit: 0xffffn << 232n,
  spacingSeconds: 20,
  retargeting: false,
  subsidyHalvingInterval: 210_000,
};

/** The chain whose retargets are watched: 72 blocks a period, 16 seconds apart, so that the whole seconds of a header
 * do not matter; 1,024 tries a block at the start, so that a quarter of them is still 256. The easiest target is far
 * from that: a limit in reach would cut off the easy half of what retargets ask for. */
export const retargetParams: ChainParams = {
  ...trialParams,
  name: 'retarget trials',
  powLimitBits: 0x2003ffff,
  powLimit: 0x03ffffn << 232n,
  spacingSeconds: 16,
  retargeting: true,
};
