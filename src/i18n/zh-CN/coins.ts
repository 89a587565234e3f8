import type { coins as en } from '../en/coins.ts';
import type { Shape } from '../shape.ts';

export const coins: Shape<typeof en> = {
  gist_other: '最近 {{blocks}} 块里有 {{count}} 笔支付。点击一枚币，前后追踪它。',
  earlier: '更早的区块',
  asList: '显示为列表',
  asPicture: '显示为图',
  waiting: '等待中',
  waitingMore: '等待中，另有 {{count}} 笔未画',
  ghosts: '重组时放弃的区块',
  newCoins: '新币',
  listLabel: '交易，从最旧的区块开始',
  listed: {
    coinbase: '区块 {{height}}：coinbase {{txid}} 造出 {{amount}} 新币',
    payment: '区块 {{height}}：交易 {{txid}} 转移 {{amount}}，{{inputs}} 进 {{outputs}} 出',
    pending: '等待中：交易 {{txid}} 将转移 {{amount}}，{{inputs}} 进 {{outputs}} 出',
  },
  empty: '这些区块里还没有币移动过。',
  emptyStart: '还没有可看的链。',
  emptyHow: '每枚币都从 coinbase 开始，随每笔支付移动：这里会画出它们之间的流带。按 T 发起一笔支付。',
  column: {
    block: '区块',
    tx: '交易',
    what: '内容',
    from: '花费',
    to: '产生',
  },
};
