import type { charts as en } from '../en/charts.ts';
import type { Shape } from '../shape.ts';

export const charts: Shape<typeof en> = {
  region: '图表',
  intervals: {
    title: '出块间隔',
    sentence_other: '{{count}} 个区块，平均间隔 {{mean}}；目标是 {{aim}}。',
    none: '每个区块一个点，高度是它之前的等待时间。',
    aim: '目标',
    mean: '平均',
  },
  hashRate: {
    title: '算力',
    sentence: '所有矿工合计每秒 {{rate}} 次尝试。',
    none: '随矿工加入、离开、改变算力而升降。',
  },
  stale: {
    title: '找到的与留下的区块',
    sentence_other: '{{count}} 个区块中有 {{stale}} 个作废（{{share}}）。',
    none: '每当一个区块白挖了，两条线就分开一步。',
    found: '找到',
    kept: '留下',
  },
  spoken: {
    interval: '区块 {{height}}，等待 {{wait}}',
    block: '区块',
    at: '找到时间',
    wait: '等待',
    from: '起始',
    rate: '每秒尝试次数',
  },
};
