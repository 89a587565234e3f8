import type { reorg as en } from '../en/reorg.ts';
import type { Shape } from '../shape.ts';

export const reorg: Shape<typeof en> = {
  title: '{{name}} 换了分支：{{out}}，{{in}}',
  out_other: '撤下 {{count}} 块',
  in_other: '接上 {{count}} 块',
  cause:
    '{{node}} 得知了区块 {{block}}。它所在的分支累计工作量更大，于是 {{node}} 退回分叉点 {{fork}}，改跟那条分支。',
  late: '{{block}} 早在 {{delay}}前就已挖出，现在才传到这里。',
  published: '{{block}} 是它 {{delay}}前自己挖出的，一直扣到现在才公布。',
  fewer: '新分支的块数更少，工作量却更大。比的是工作量，不是块数。',
  workTitle: '分叉以来的工作量',
  oldBranch_other: '旧分支，{{count}} 块',
  newBranch_other: '新分支，{{count}} 块',
  workNote: '从 {{fork}} 起，两条分支背后的期望尝试次数。',
  fatesTitle_other: '这 {{count}} 笔交易的去向',
  fatesGist:
    '{{remined}} 笔重新入块，{{returned}} 笔回到内存池，{{conflicted}} 笔冲突作废，{{vanished}} 笔随区块消失。',
  fateName: {
    conflicted: '✕ 冲突作废',
    'back-in-mempool': '回到内存池',
    're-mined': '重新入块',
    vanished: '已消失',
  },
  inBlock: '在 {{block}}',
  spentBy: '币已被 {{tx}} 花掉',
  showAll: '显示全部 {{count}} 笔',
  othersTitle: '同样换了分支的节点',
  othersMore: '以及另外 {{count}} 个',
  stepThrough: '回到切换之前',
  stepOne: '前进一个事件',
  viewAs: '以 {{name}} 的视角看',
  field: {
    node: '节点',
    time: '时间',
    fork: '分叉点',
    out: '撤下的区块',
    outNote: '从链尖开始逐块撤销，花掉的币随之恢复。',
    in: '接上的区块',
    inNote: '从最旧的开始，逐块完整验证。',
    before: '之前的链工作量',
    after: '之后的链工作量',
  },
  bytesNote: '两条分支的区块头。各自的第一个都指向同一个父块。',
  bytesLabel: '两条分支的区块头',
  bytesOut: '撤下，{{height}}',
  bytesIn: '接上，{{height}}',
};
