import type { Condition } from '#simulation/scenario/condition';
import { formatClock } from '../format/sim-time.ts';
import type { Moment } from '../inspector/moment.ts';
import { useDuration } from '../inspector/parts/use-duration.ts';
import { useText } from '../use-text.ts';
import { progressOf } from './progress.ts';

/** Says what a beat waits for, and how far that has come: “1 of 2 confirmations”. */
export function useConditionWords(): (condition: Condition, moment: Moment) => string {
  const t = useText('director');
  const duration = useDuration();
  const words = (condition: Condition, moment: Moment): string => {
    const progress = progressOf(moment, condition);
    const { now = 0, wanted = 0 } = progress ?? {};
    const node = 'node' in condition ? (condition.node ?? '') : '';
    switch (condition.type) {
      case 'any':
      case 'all':
        return condition.of
          .map((each) => words(each, moment))
          .join(t(condition.type === 'any' ? 'waits.or' : 'waits.and'));
      case 'time':
        return t('waits.time', { time: formatClock(condition.at) });
      case 'after':
        return t('waits.after', { duration: duration(condition.micros) });
      case 'by-hand':
        return t('waits.byHand');
      case 'confirmations':
        return wanted === 0
          ? t('waits.mempoolSees', { node })
          : t('waits.confirmations', { now, wanted, count: wanted });
      case 'height':
        return t('waits.height', { now, wanted });
      case 'branch-lead':
        return t('waits.lead', { node, now, wanted });
      case 'mempool':
        return t('waits.mempool', { node, now, wanted });
      case 'peers':
        return t('waits.peers', { node, now, wanted });
      case 'blocks-found':
        return t('waits.blocks', { node, now, wanted });
      case 'reorg':
        return t('waits.reorg', { count: condition.depthAtLeast });
      case 'refused':
        return t('waits.refused', { reason: condition.reason, count: condition.atLeast });
      case 'chain-share':
        return t('waits.chainShare', {
          node,
          blocks: condition.blocksAtLeast,
          percent: condition.percentAtLeast,
        });
      case 'last-block':
        return t('waits.lastBlock', { node });
      case 'synced':
        return t('waits.synced', { node });
      case 'attack-phase':
        return t(`waits.phase.${condition.phase}`);
      case 'double-spend-succeeded':
        return t('waits.phase.succeeded');
      case 'fork':
      case 'fork-resolved':
      case 'fewer-blocks-more-work':
      case 'tx-returned':
      case 'tx-conflicted':
      case 'tx-evicted':
      case 'always':
        return t(`waits.${condition.type}`);
    }
  };
  return words;
}
