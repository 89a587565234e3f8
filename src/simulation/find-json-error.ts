const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const space = /[ \t\n\r]*/y;

/** Where a text stops being JSON: the index of the first character that cannot stand there, or its length when the text
 * ends too early; −1 for valid JSON. Engines word this differently or not at all, so we look ourselves.
 * @see RFC 8259 */
export function findJsonError(text: string): number {
  const open: ('{' | '[')[] = [];
  let at = 0;
  let expecting: 'value' | 'value or ]' | 'key' | 'key or }' | 'separator' = 'value';
  for (;;) {
    space.lastIndex = at;
    at += space.exec(text)?.[0].length ?? 0;
    if (expecting === 'separator' && open.length === 0) return at < text.length ? at : -1;
    const next = text[at];
    if (next === undefined) return at;
    if (expecting === 'separator') {
      const inside = open.at(-1);
      if (next === ',') expecting = inside === '{' ? 'key' : 'value';
      else if (next === (inside === '{' ? '}' : ']')) open.pop();
      else return at;
      at++;
    } else if (expecting === 'key' || expecting === 'key or }') {
      if (next === '}' && expecting === 'key or }') {
        open.pop();
        at++;
        expecting = 'separator';
        continue;
      }
      const length = next === '"' ? literalLength(text, at) : 0;
      if (length === 0) return at;
      space.lastIndex = at + length;
      at = space.lastIndex + (space.exec(text)?.[0].length ?? 0);
      if (text[at] !== ':') return at;
      at++;
      expecting = 'value';
    } else if (next === ']' && expecting === 'value or ]') {
      open.pop();
      at++;
      expecting = 'separator';
    } else if (next === '{' || next === '[') {
      open.push(next);
      at++;
      expecting = next === '{' ? 'key or }' : 'value or ]';
    } else {
      const length = literalLength(text, at);
      if (length === 0) return at;
      at += length;
      expecting = 'separator';
    }
  }
}

/** Length of the number, word or string that begins at `at`; 0 when none does. */
function literalLength(text: string, at: number): number {
  if (text[at] === '"') return stringLength(text, at);
  literal.lastIndex = at;
  return literal.exec(text)?.[0].length ?? 0;
}

/** By hand, because a pattern would need as much stack as a string is long. */
function stringLength(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1 - from;
    if (code < 0x20) return 0;
    if (code !== 0x5c) continue;
    const escaped = text[++at] ?? '';
    if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
    else if (!'"\\/bfnrt'.includes(escaped) || escaped === '') return 0;
  }
  return 0;
}
