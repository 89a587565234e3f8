import type { History, Reorganisation } from '#app/history';

/** The healing that a reorganisation came from: the last one before it, if the branch that lost was mined while the
 * network was parted. Index into `history.actions`; −1 when it came from something else. */
export function healingBehind(history: History, reorg: Reorganisation): number {
  const past = history.actions.filter(({ at }) => at <= reorg.time);
  const healing = past.findLast(({ action }) => action.type === 'heal' || action.type === 'partition');
  if (healing?.action.type !== 'heal') return -1;
  const parting = past.findLast(({ index, action }) => index < healing.index && action.type === 'partition');
  const lost = history.blocks[reorg.disconnected.at(-1) ?? -1]?.foundAt ?? -1;
  return parting !== undefined && lost >= parting.at && lost <= healing.at ? healing.index : -1;
}
