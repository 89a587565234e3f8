import type { mempool as en } from '../en/mempool.ts';
import type { Shape } from '../shape.ts';

export const mempool: Shape<typeof en> = {
  of: '内存池：',
  pick: '谁的内存池',
  gist_zero: '没有等待的支付',
  gist_other: '{{count}} 笔支付在等待，共 {{vsize}} vB。',
  fills: '下一个区块将装满 {{percent}}%。',
  asList: '显示为列表',
  asPicture: '显示为图',
  rate: '{{rate}} 聪/vB',
  size: '{{vsize}} vB',
  room: '还能装 {{vbytes}} vB',
  line: '下一个区块到此为止',
  inNext: '进入下一个区块',
  waits: '还要再等',
  returned: '因重组而返回',
  tileLabel: '支付 {{txid}}，每虚拟字节 {{rate}} 聪，{{vsize}} 虚拟字节，{{where}}',
  hint: '面积是大小，深浅是费率。出价最高的先走。点击一笔支付即可打开。',
  empty: '{{name}} 那里没有等待的支付。',
  emptyOff: '{{name}} 已关闭，什么也不保留。',
  emptyHow: '{{name}} 听说一笔支付时，它就出现在这里；被区块确认后离开。按 T 发起一笔。',
  asking: '正在询问 {{name}}……',
  column: {
    tx: 'ID',
    what: '内容',
    rate: '聪/vB',
    size: 'vB',
    fee: '手续费',
    next: '何时',
  },
};
