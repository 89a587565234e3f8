/** The two blocks of the main network whose coinbase repeats an earlier one that was still unspent.
 * Each overwrote 50 BTC for ever; BIP-0030 forbids it for every other block.
 * @see Bitcoin Core `IsBIP30Repeat`, src/validation.cpp */
export const bip30Exceptions: ReadonlyMap<number, string> = new Map([
  [91_842, '00000000000a4d0a398161ffc163c503763b1f4360639393e0e4c8e300e0caec'],
  [91_880, '00000000000743f190a18c5577a3c2d2a1f610ae9601ac046a38084ccb7cd721'],
]);
