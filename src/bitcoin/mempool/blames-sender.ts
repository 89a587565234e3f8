/** Refusals in which an honest sender may simply know another chain or mempool than the receiver, or have another taste. */
const innocent: ReadonlySet<string> = new Set([
  'bad-txns-inputs-missingorspent',
  'bad-txns-nonstandard-inputs',
  'bad-txns-premature-spend-of-coinbase',
  'bad-txns-spends-conflicting-tx',
  'bad-txns-too-many-sigops',
]);

/** Whether relaying a transaction that is refused for this reason is a fault: no consensus rule would ever allow it.
 * What a node merely dislikes is a matter of taste.
 * @see Bitcoin Core `PeerManagerImpl::MaybePunishNodeForTx`, src/net_processing.cpp (27.x) */
export function blamesSender(reason: string): boolean {
  // A coinbase is never relayed by itself: it is only valid inside its block.
  if (reason === 'coinbase' || reason === 'bad-cb-length') return true;
  if (reason === 'mandatory-script-verify-flag-failed') return true;
  return reason.startsWith('bad-txns') && !innocent.has(reason);
}
