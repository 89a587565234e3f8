/** More satoshis than can ever exist (21,000,000 BTC); no output, sum or fee may exceed it.
 * A sanity limit, not the supply: the issuance rule stops 2,310,000 satoshis short of it.
 * @see Bitcoin Core `MAX_MONEY`, src/consensus/amount.h */
export const maxMoney = 2_100_000_000_000_000n;

/** Whether an amount can exist at all: 0 … 21,000,000 BTC.
 * The upper bound also guards sums: an output of 2^63 − 1 once made money out of an overflow (block 74638).
 * @param satoshis any integer
 * @see Bitcoin Core `MoneyRange`, src/consensus/amount.h */
export function isMoneyRange(satoshis: bigint): boolean {
  return satoshis >= 0n && satoshis <= maxMoney;
}
