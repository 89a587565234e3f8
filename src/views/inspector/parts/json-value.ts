/** JSON to show: like `JSON.parse` would give, and numbers that must be shown digit by digit. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonNumber
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** A number written exactly so, for example an amount with eight decimals. */
export interface JsonNumber {
  readonly digits: string;
}

/** A number that keeps its digits. */
export function jsonNumber(digits: string): JsonNumber {
  return { digits };
}

/** Whether a value is a `JsonNumber` rather than an object with that one field. */
export function isJsonNumber(value: JsonValue): value is JsonNumber {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    typeof (value as JsonNumber).digits === 'string'
  );
}

/** An object in Core's shape as shown JSON: amounts always with eight decimals, as Core writes them. */
export function coreJsonValue(value: unknown, name = ''): JsonValue {
  if (typeof value === 'number')
    return name === 'value' || name === 'fee' ? jsonNumber(value.toFixed(8)) : value;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => coreJsonValue(item));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => [key, coreJsonValue(item, key)]),
  );
}

/** One line of shown JSON. */
export interface JsonLine {
  readonly depth: number;
  readonly name: string | undefined;
  /** What stands after the name. */
  readonly text: string;
  readonly kind: 'string' | 'number' | 'bracket';
}

/** Lays a value out in lines, two spaces a level when printed. */
export function jsonLines(value: JsonValue, name?: string, depth = 0, comma = ''): JsonLine[] {
  if (typeof value === 'string')
    return [{ depth, name, text: `${JSON.stringify(value)}${comma}`, kind: 'string' }];
  if (value === null || typeof value !== 'object')
    return [{ depth, name, text: `${value}${comma}`, kind: 'number' }];
  if (isJsonNumber(value)) return [{ depth, name, text: `${value.digits}${comma}`, kind: 'number' }];
  const list = Array.isArray(value);
  const entries: [string | undefined, JsonValue][] = list
    ? (value as readonly JsonValue[]).map((item) => [undefined, item])
    : Object.entries(value as { readonly [name: string]: JsonValue });
  const [open, close] = list ? '[]' : '{}';
  if (entries.length === 0) return [{ depth, name, text: `${open}${close}${comma}`, kind: 'bracket' }];
  return [
    { depth, name, text: open!, kind: 'bracket' },
    ...entries.flatMap(([key, item], i) =>
      jsonLines(item, key, depth + 1, i < entries.length - 1 ? ',' : ''),
    ),
    { depth, name: undefined, text: `${close}${comma}`, kind: 'bracket' },
  ];
}

/** The lines as one text to copy. */
export function jsonText(value: JsonValue): string {
  return jsonLines(value)
    .map(
      (line) => `${'  '.repeat(line.depth)}${line.name === undefined ? '' : `"${line.name}": `}${line.text}`,
    )
    .join('\n');
}
