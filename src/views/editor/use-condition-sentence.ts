import type { Condition } from '#simulation/scenario/condition';
import { formatClock } from '../format/sim-time.ts';
import { useText } from '../use-text.ts';

/** Says what a condition asks for, in a few words. */
export function useConditionSentence(): (condition: Condition) => string {
  const t = useText('editor');
  const say = (condition: Condition): string => {
    const node = 'node' in condition ? (condition.node ?? t('anybody')) : '';
    switch (condition.type) {
      case 'time':
        return t('says.time', { time: formatClock(condition.at) });
      case 'after':
        return t('says.after', { time: formatClock(condition.micros) });
      case 'confirmations':
        return t('says.confirmations', { node, count: condition.count });
      case 'height':
        return t('says.height', { node: condition.node ?? t('everybody'), count: condition.atLeast });
      case 'reorg':
        return t('says.reorg', { node, count: condition.depthAtLeast });
      case 'branch-lead':
        return t('says.lead', { node, count: condition.atLeast });
      case 'blocks-found':
        return t('says.found', { node, count: condition.atLeast });
      case 'mempool':
        return t('says.mempool', { node, count: condition.atLeast });
      case 'peers':
        return t('says.peers', { node, count: condition.atLeast });
      case 'refused':
        return t('says.refused', { reason: condition.reason, count: condition.atLeast });
      case 'chain-share':
        return t('says.share', { node, share: condition.percentAtLeast, count: condition.blocksAtLeast });
      case 'last-block':
        return t('says.lastBlock', { node });
      case 'synced':
        return t('says.synced', { node });
      case 'attack-phase':
        return t('says.phase', { phase: t(`phase.${condition.phase}`) });
      case 'any':
        return condition.of.map(say).join(t('says.or'));
      case 'all':
        return condition.of.map(say).join(t('says.and'));
      default:
        return t(`condition.${condition.type}`);
    }
  };
  return say;
}
