import type { tree as en } from '../en/tree.ts';
import type { Shape } from '../shape.ts';

export const tree: Shape<typeof en> = {
  list: '区块',
  forkPoint: '分叉点',
  notPublished: '未公布',
  quiet_other: '个平静区块',
  many: '{{count}} 个节点',
  work: '工作量 +{{quantity}}',
  stale: '作废',
  invalid: '无效',
  headerOnly: '仅区块头',
  mempoolOf: '{{name}} 的内存池',
  spentBy: '币已被 {{id}} 花掉',
  followTip: '跟随链尖',
  empty: '矿工找到的区块会从左到右出现在这里。',
  caption: {
    agreed: '所有节点都跟随区块 {{height}}（{{block}}）。',
    agreedSeen: '{{name}} 能听到的节点都跟随区块 {{height}}（{{block}}）。',
    spreading_other: '区块 {{height}}（{{block}}）正在传播：{{online}} 个中有 {{count}} 个已收到。',
    cut_other: '区块 {{height}}（{{block}}）无法传到所有节点：{{online}} 个中只有 {{count}} 个收到。',
    fork_other: '自区块 {{height}} 起有 {{count}} 条分支竞争：{{sides}}。',
    side: '{{followers}} 个在 {{block}}（工作量 +{{work}}）',
    behind: '{{count}} 个还在更早的区块',
    nobody: '还没有节点拥有区块。',
    reorg: '{{name}} 切换了分支：−{{out}} +{{into}} 个区块，分叉以来的工作量 {{before}} → {{after}}',
    fates: '{{remined}} 笔重新入块，{{pending}} 笔待确认，{{conflicted}} 笔冲突',
  },
  story: {
    label: '逐步查看重组',
    play: '播放',
    pause: '暂停',
    close: '关闭',
    scrub: '重组进度',
    unhook: '摘下',
    hook: '接上',
    fates: '去向',
  },
  spoken: {
    block_other:
      '区块 {{height}}，{{id}}，矿工 {{miner}}，{{count}} 笔支付，{{state}}，累计工作量 {{work}}，跟随者：{{followers}}',
    prologue: '序章',
    run: '第 {{from}} 至 {{to}} 块，共 {{count}} 个平静区块；按回车展开',
    state: {
      active: '有效链上',
      stale: '作废',
      header: '仅区块头',
      invalid: '无效',
      withheld: '未公布',
      ghost: '尚未听说',
    },
  },
};
