import type { spacetime as en } from '../en/spacetime.ts';
import type { Shape } from '../shape.ts';

export const spacetime: Shape<typeof en> = {
  list: '事件',
  hint: '每条横线是一个节点，每条斜线是一条消息：越平越慢。',
  hintVertical: '每条竖线是一个节点，每条斜线是一条消息：越陡越慢。',
  span: '显示 {{span}}',
  wider: '显示更长时间',
  narrower: '显示更短时间',
  now: '回到现在',
  thinned: '时间跨度太长，消息都成了竖线：只画出区块及其到达。',
  tooMany: '只画出与区块有关的消息，另有 {{count}} 条未画。',
  empty: '节点开始通信后，世界线就会出现在这里。',
  spoken: {
    found: '{{time}}：{{name}} 找到区块 {{height}}（{{block}}）',
    accepted: '{{time}}：{{name}} 从 {{from}} 收到区块 {{block}}',
    reorg_other: '{{time}}：{{name}} 切换分支，移出 {{count}} 个区块',
  },
  unit: {
    micros: '{{count}} 微秒',
    millis: '{{count}} 毫秒',
    seconds: '{{count}} 秒',
    minutes: '{{count}} 分',
    hours: '{{count}} 时',
    days: '{{count}} 天',
  },
};
