import type { notices as en } from '../en/notices.ts';
import type { Shape } from '../shape.ts';

export const notices: Shape<typeof en> = {
  fileOpened: '已打开 {{name}}。',
  fileSaved: '已保存为 {{name}}。',
  secondTimeline: '你在过去采取了行动，第二条时间线从这里开始。第一条仍然保留；按 V 在两者之间切换。',
  thirdTimeline: '又一条时间线从这里开始，与你来的那条并列。第三条保留在“攻击”页面，点击即可找回。',
  notHealed: '在这里，网络没有恢复：这是第二条时间线，第一条仍保留，按 V 可在两者间切换。',
  lookingAtFirst: '你正在看第一条时间线，第二条仍保留在旁边。',
  lookingAtSecond: '你正在看第二条时间线（“假如”），第一条仍保留在旁边。',
  undone: '已撤销：{{what}}（{{when}}）。',
  undoneOther: '已撤销：{{what}}（{{when}}）。你正在看没有它的时间线；另一条仍保留，按 V 切换。',
  undoneAlready: '{{what}}（{{when}}）不在这条时间线里，所以没有什么可撤销的。',
  undoneThere: '{{what}}（{{when}}）属于另一条时间线，这一条保持不变。按 V 查看另一条。',
  redoneThere: '{{what}}（{{when}}）已经在这条时间线里了；另一条没有它。',
  redone: '已重做：{{what}}（{{when}}）。',
  redoneOther: '已重做：{{what}}（{{when}}）。你正在看有它的时间线；另一条仍保留，按 V 切换。',
  redoneAlready: '{{what}}（{{when}}）已经在这条时间线里了。',
  seedFound: '种子 {{seed}} 符合条件。打开它来观看。',
  seedNotFound: '试了 {{tried}} 个种子，没有一个符合。这也说明它有多罕见。',
  verified: '已验证：重新搜索每个区块头，得到相同的轨迹哈希。',
};
