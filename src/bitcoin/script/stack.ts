/** A stack of byte strings that is never changed: pushing makes a new top that shares everything below.
 * A debugger can therefore keep every state of a script at the price of one cell a push. */
export type Stack = StackCell | undefined;

/** The top of a non-empty stack. */
export interface StackCell {
  readonly item: Uint8Array;
  readonly below: Stack;
  /** Items from here down. */
  readonly size: number;
}

/** Number of items. */
export function stackSize(stack: Stack): number {
  return stack === undefined ? 0 : stack.size;
}

/** The stack with one item more. */
export function push(stack: Stack, item: Uint8Array): StackCell {
  return { item, below: stack, size: stackSize(stack) + 1 };
}

/** The stack without its top `count` items, which must be there. */
export function drop(stack: Stack, count: number): Stack {
  let rest = stack;
  for (let i = 0; i < count; i++) rest = rest!.below;
  return rest;
}

/** The item `depth` below the top (0 is the top), which must be there. */
export function peek(stack: Stack, depth: number): Uint8Array {
  return drop(stack, depth)!.item;
}

/** The stack with these items, bottom first. */
export function stackOf(items: readonly Uint8Array[]): Stack {
  let stack: Stack;
  for (const item of items) stack = push(stack, item);
  return stack;
}

/** The items of a stack, bottom first. */
export function itemsOf(stack: Stack): Uint8Array[] {
  const items: Uint8Array[] = [];
  for (let cell = stack; cell !== undefined; cell = cell.below) items.push(cell.item);
  return items.reverse();
}

const yes = Uint8Array.of(1);
const no = new Uint8Array(0);

/** What an opcode leaves behind for true or false. */
export function boolItem(value: boolean): Uint8Array {
  return value ? yes : no;
}

/** Whether an item counts as true: anything but zero bytes, and negative zero.
 * @see Bitcoin Core `CastToBool` */
export function isTrue(item: Uint8Array): boolean {
  const last = item.length - 1;
  for (let i = 0; i <= last; i++) {
    if (item[i] !== 0) return !(i === last && item[i] === 0x80);
  }
  return false;
}
