/** Everything about a chain that is a number rather than a rule. All consensus code takes these as a value. */
export interface ChainParams {
  readonly name: string;
  /** uint32, first bytes of every P2P message, written little-endian as in Core's `pchMessageStart` read as LE */
  readonly magic: number;
  /** Easiest target allowed, as compact bits and as a number. */
  readonly powLimitBits: number;
  readonly powLimit: bigint;
  /** Seconds a block should take. */
  readonly spacingSeconds: number;
  /** Blocks between retargets (2016 on mainnet; class chains keep it ≥ 72). */
  readonly retargetInterval: number;
  /** False on regtest-like chains where bits never change. */
  readonly retargeting: boolean;
  /** Largest factor by which one retarget may move the target, either way (4). */
  readonly retargetClamp: number;
  readonly subsidyHalvingInterval: number;
  /** satoshis paid by the first blocks */
  readonly initialSubsidy: bigint;
  /** Blocks before a coinbase output may be spent (100 on mainnet). */
  readonly coinbaseMaturity: number;
  /** Weight units a block may have (4,000,000 on mainnet). */
  readonly maxBlockWeight: number;
  /** Signature operation cost a block may have (80,000 on mainnet). */
  readonly maxBlockSigopsCost: number;
  /** First height at which each soft fork is enforced; 0 means always. Taproot is `Infinity` where inactive. */
  readonly activation: {
    readonly bip16: number;
    readonly bip34: number;
    readonly bip65: number;
    readonly bip66: number;
    readonly csv: number;
    readonly segwit: number;
    readonly taproot: number;
  };
  /** Address prefixes. In-simulation chains use regtest's, so that nobody sends real coins to them. */
  readonly address: {
    readonly pubKeyHash: number;
    readonly scriptHash: number;
    readonly secretKey: number;
    readonly bech32: string;
    readonly bip32Public: number;
    readonly bip32Private: number;
  };
}

const regtestAddresses = {
  pubKeyHash: 0x6f,
  scriptHash: 0xc4,
  secretKey: 0xef,
  bech32: 'bcrt',
  bip32Public: 0x043587cf,
  bip32Private: 0x04358394,
} as const;

/** Bitcoin's main network.
 * @see Bitcoin Core `CMainParams`, src/kernel/chainparams.cpp */
export const mainnetParams: ChainParams = {
  name: 'main',
  magic: 0xd9b4bef9,
  powLimitBits: 0x1d00ffff,
  powLimit: (1n << 224n) - 1n,
  spacingSeconds: 600,
  retargetInterval: 2016,
  retargeting: true,
  retargetClamp: 4,
  subsidyHalvingInterval: 210_000,
  initialSubsidy: 5_000_000_000n,
  coinbaseMaturity: 100,
  maxBlockWeight: 4_000_000,
  maxBlockSigopsCost: 80_000,
  activation: {
    bip16: 173_805,
    bip34: 227_931,
    bip65: 388_381,
    bip66: 363_725,
    csv: 419_328,
    segwit: 481_824,
    taproot: 709_632,
  },
  address: {
    pubKeyHash: 0x00,
    scriptHash: 0x05,
    secretKey: 0x80,
    bech32: 'bc',
    bip32Public: 0x0488b21e,
    bip32Private: 0x0488ade4,
  },
};

/** The class chain: Bitcoin's rules with constants small enough to live through in a lecture.
 * Blocks are ten minutes of simulated time apart as on mainnet; the easiest target allowed takes 2^9 tries (experiments
 * use it), shipped prologues start at 2^16. The subsidy halves every 144 blocks, the target moves every 72, a block holds
 * about 50 payments. Shown openly on the screen. */
export const classParams: ChainParams = {
  name: 'class',
  magic: 0x6d6f6f72,
  powLimitBits: 0x1f7fffff,
  powLimit: 0x7fffffn << 224n,
  spacingSeconds: 600,
  retargetInterval: 72,
  retargeting: true,
  retargetClamp: 4,
  subsidyHalvingInterval: 144,
  initialSubsidy: 5_000_000_000n,
  coinbaseMaturity: 10,
  maxBlockWeight: 30_000,
  maxBlockSigopsCost: 2_000,
  activation: { bip16: 0, bip34: 1, bip65: 0, bip66: 0, csv: 0, segwit: 0, taproot: 0 },
  address: regtestAddresses,
};
