import type { shell as en } from '../en/shell.ts';
import type { Shape } from '../shape.ts';

export const shell: Shape<typeof en> = {
  close: '关闭',
  resize: '调整面板大小',
  skipToTimeline: '跳到时间线',
  panel: { all: '面板', network: '网络', stage: '链', inspector: '检查器', packets: '消息' },
  stage: {
    label: '链的图景',
    tree: '区块树',
    coins: '币的流向',
    mempool: '内存池',
    spacetime: '时空图',
    charts: '图表',
  },
};
