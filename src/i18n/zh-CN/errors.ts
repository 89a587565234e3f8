import type { errors as en } from '../en/errors.ts';
import type { Shape } from '../shape.ts';

export const errors: Shape<typeof en> = {
  tooLarge: '内容太长，不可能是一次运行：共 {{size}} 个字符，最多读取 {{limit}} 个。当前内容没有改变。',
  notJson: '这不是运行或场景文件：第 {{line}} 行第 {{column}} 列起不再是 JSON。当前内容没有改变。',
  notARun:
    '这既不是 Chainroom 的运行，也不是它的场景：“format” 应为 “chainroom-run” 或 “chainroom-scenario”。当前内容没有改变。',
  otherVersion: '它的格式版本是 {{found}}，这里读取的是版本 {{expected}}。当前内容没有改变。',
  otherEngine:
    '这次运行属于引擎“{{found}}”。这里的引擎是“{{expected}}”，会得到另一段历史。当前内容没有改变。',
  /** 文件中的位置。 */
  place: '{{path}}（第 {{line}} 行第 {{column}} 列）',
  wrongValue: '在 {{path}} 处是 {{received}}，那里应当是 {{expected}}。当前内容没有改变。',
  missing: '在 {{path}} 处缺少内容：{{expected}}。当前内容没有改变。',
  notAllowed: '在 {{path}} 处有一项不该出现的内容。当前内容没有改变。',
  tooMany: '在 {{path}} 处有 {{received}} 项，最多允许 {{limit}} 项。当前内容没有改变。',
  unknownNode: '在 {{path}} 处提到“{{node}}”，但没有叫这个名字的节点。当前内容没有改变。',
  unknownBeat: '在 {{path}} 处提到步骤“{{beat}}”，但后面没有这个 id 的步骤。当前内容没有改变。',
  unknownPrologue: '这里没有名为“{{id}}”的前置链；现有的是 {{known}}。当前内容没有改变。',
  leadsNowhere: '{{path}} 处的路径“{{to}}”在场景里没有对应的内容。当前内容没有改变。',
  notANumber: '{{path}} 处是 {{received}}，这不是该参数的有效值。当前内容没有改变。',
  notWhole: '{{path}} 处是 {{received}}，这里必须是整数。当前内容没有改变。',
  outOfRange: '{{path}} 处是 {{received}}，必须在 {{min}} 到 {{max}} 之间。当前内容没有改变。',
  unknownParameter: '没有名为“{{id}}”的参数。当前内容没有改变。',
  sharesTooLarge: '{{path}} 处：各份额合计 {{share}}%，其他矿工就什么也不剩了。当前内容没有改变。',
  noOtherHashRate: '{{path}} 处：别人都没有算力，谈不上份额。当前内容没有改变。',
  doesNotFit: '{{path}} 处打开的内容使场景在 {{cause}} 处不成立。当前内容没有改变。',
  twice: '在 {{path}} 处，名字“{{node}}”第二次出现。当前内容没有改变。',
  outOfOrder:
    '在 {{path}} 处，操作早于它前面的那一个（{{at}} 微秒排在 {{before}} 微秒之后）。当前内容没有改变。',
  ledgerLine: '文件里的搜索记录已损坏：{{detail}}。当前内容没有改变。',
  linkDamaged: '链接已损坏，多半被截断了：只收到 {{length}} 个字符。当前内容没有改变。',
  linkCharacter: '链接已损坏：# 之后的第 {{position}} 个字符不应出现在那里。当前内容没有改变。',
  unknownScenario: '这里没有名为“{{id}}”的场景。当前内容没有改变。',
  scenarioChanged: '这里的场景“{{id}}”与制作链接时的不同，链接会显示别的内容。当前内容没有改变。',
  refused: '无法完成：{{detail}}。',
  worker: '模拟停止了工作：{{detail}}。已经算出的内容仍在；请保存运行并重新加载页面。',
  notVerified: '重新搜索得到了另一段历史：文件里的搜索记录不成立。',
  full: '浏览器已没有空间保存你的内容。请另存为文件。',
  notKept: '浏览器不允许本页面保存你的内容。离开之前请另存为文件。',
};
