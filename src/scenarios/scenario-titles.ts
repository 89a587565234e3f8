import type { LocalText } from '#simulation/scenario/scenario';

/** Ids and titles of the scenarios that ship, in the order in which a class would meet them: all that a menu needs, so that
 * the scenarios themselves need not be there before the page lives. A test holds it to `shippedScenarios`. */
export const scenarioTitles: readonly { readonly id: string; readonly title: LocalText }[] = [
  { id: 'quiet-network', title: { en: 'A quiet network', 'zh-CN': '平静的网络' } },
  { id: 'two-blocks-at-once', title: { en: 'Two blocks at once', 'zh-CN': '同时挖出两个区块' } },
  { id: 'partition-and-heal', title: { en: 'Partition and heal', 'zh-CN': '网络分裂与恢复' } },
  { id: 'newcomer', title: { en: 'A newcomer joins', 'zh-CN': '新节点加入' } },
  { id: 'fewer-blocks-more-work', title: { en: 'Fewer blocks, more work', 'zh-CN': '区块更少，工作量更大' } },
  { id: 'double-spend', title: { en: 'Double spend', 'zh-CN': '双花攻击' } },
  { id: 'race', title: { en: 'Race attack', 'zh-CN': '竞速攻击（零确认）' } },
  { id: 'replace-by-fee', title: { en: 'Replaced by a better fee', 'zh-CN': '用更高手续费替换' } },
  { id: 'finney', title: { en: 'Finney attack', 'zh-CN': 'Finney 攻击' } },
  { id: 'selfish-mining', title: { en: 'Selfish mining', 'zh-CN': '自私挖矿' } },
  { id: 'eclipse', title: { en: 'Eclipse of a merchant', 'zh-CN': '日蚀攻击' } },
  {
    id: 'partition-attack',
    title: { en: 'Partition: a payment on the wrong side', 'zh-CN': '分区：支付在错误的一边' },
  },
  { id: 'rewrite-history', title: { en: 'Rewriting history', 'zh-CN': '改写历史：深度重组' } },
  { id: 'flooding', title: { en: 'Flooding with junk', 'zh-CN': '垃圾交易灌水' } },
  { id: 'censorship', title: { en: 'A censoring miner', 'zh-CN': '审查交易的矿工' } },
  { id: 'empty-blocks', title: { en: 'A miner of empty blocks', 'zh-CN': '只挖空块的矿工' } },
  { id: 'cannot-do', title: { en: 'What a majority cannot do', 'zh-CN': '多数算力也做不到的事' } },
];
