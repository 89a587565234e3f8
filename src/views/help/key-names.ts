const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  arrowright: '→',
  arrowleft: '←',
  arrowup: '↑',
  arrowdown: '↓',
  delete: 'Del',
  ctrl: 'Ctrl',
  shift: 'Shift',
};

/** A key combination as people write it: `ctrl+k` → `Ctrl K`. */
export function keyName(combo: string): string {
  return combo
    .split('+')
    .map((part) => names[part] ?? part.toUpperCase())
    .join(' ');
}
