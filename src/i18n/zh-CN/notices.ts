import type { notices as en } from '../en/notices.ts';
import type { Shape } from '../shape.ts';

export const notices: Shape<typeof en> = {
  fileOpened: '已打开 {{name}}。',
  fileSaved: '已保存为 {{name}}。',
  secondTimeline: '你在过去采取了行动，第二条时间线从这里开始。第一条仍然保留；按 V 在两者之间切换。',
  seedFound: '种子 {{seed}} 符合条件。打开它来观看。',
  seedNotFound: '试了 {{tried}} 个种子，没有一个符合。这也说明它有多罕见。',
  verified: '已验证：重新搜索每个区块头，得到相同的轨迹哈希。',
};
