import { SCRIPT_VERIFY } from './flags.ts';
import { OP } from './opcodes.ts';
import { decodeScriptNumber, encodeScriptNumber } from './script-number.ts';
import type { Execute, OperationTable, ScriptState } from './script-state.ts';
import { needing } from './script-state.ts';
import { drop, isTrue, peek, push, type Stack, stackSize } from './stack.ts';

/** Instructions that only move items about. In the comments the top is on the right.
 * @see Bitcoin Core `EvalScript`, src/script/interpreter.cpp */
export const stackOperations: OperationTable = {
  [OP.TOALTSTACK]: needing(1, ({ stack, altStack }) => ({
    stack: drop(stack, 1),
    altStack: push(altStack, peek(stack, 0)),
  })),
  [OP.FROMALTSTACK]: ({ stack, altStack }) =>
    altStack === undefined
      ? 'INVALID_ALTSTACK_OPERATION'
      : { stack: push(stack, altStack.item), altStack: altStack.below },
  // a b → a
  [OP.DROP]: needing(1, ({ stack }) => ({ stack: drop(stack, 1) })),
  [OP['2DROP']]: needing(2, ({ stack }) => ({ stack: drop(stack, 2) })),
  // a → a a
  [OP.DUP]: needing(1, ({ stack }) => rearranged(stack, 0, [0])),
  // a b → a b a b
  [OP['2DUP']]: needing(2, ({ stack }) => rearranged(stack, 0, [1, 0])),
  [OP['3DUP']]: needing(3, ({ stack }) => rearranged(stack, 0, [2, 1, 0])),
  // a b c d → a b c d a b
  [OP['2OVER']]: needing(4, ({ stack }) => rearranged(stack, 0, [3, 2])),
  // a b c d e f → c d e f a b
  [OP['2ROT']]: needing(6, ({ stack }) => rearranged(stack, 6, [3, 2, 1, 0, 5, 4])),
  // a b c d → c d a b
  [OP['2SWAP']]: needing(4, ({ stack }) => rearranged(stack, 4, [1, 0, 3, 2])),
  [OP.IFDUP]: needing(1, ({ stack }) => (isTrue(peek(stack, 0)) ? rearranged(stack, 0, [0]) : {})),
  [OP.DEPTH]: ({ stack }) => ({ stack: push(stack, encodeScriptNumber(stackSize(stack))) }),
  // a b → b
  [OP.NIP]: needing(2, ({ stack }) => rearranged(stack, 2, [0])),
  // a b → a b a
  [OP.OVER]: needing(2, ({ stack }) => rearranged(stack, 0, [1])),
  [OP.PICK]: needing(2, (state) => pickOrRoll(state, false)),
  [OP.ROLL]: needing(2, (state) => pickOrRoll(state, true)),
  // a b c → b c a
  [OP.ROT]: needing(3, ({ stack }) => rearranged(stack, 3, [1, 0, 2])),
  [OP.SWAP]: needing(2, ({ stack }) => rearranged(stack, 2, [0, 1])),
  // a b → b a b
  [OP.TUCK]: needing(2, ({ stack }) => rearranged(stack, 2, [0, 1, 0])),
  [OP.SIZE]: needing(1, ({ stack }) => ({ stack: push(stack, encodeScriptNumber(peek(stack, 0).length)) })),
};

/** Takes `dropped` items off, then pushes the items that stood at these depths before. */
function rearranged(stack: Stack, dropped: number, depths: readonly number[]): { stack: Stack } {
  let result = drop(stack, dropped);
  for (const depth of depths) result = push(result, peek(stack, depth));
  return { stack: result };
}

/** PICK copies, ROLL moves, the item at the depth that the top names. */
function pickOrRoll({ stack, context }: ScriptState, move: boolean): ReturnType<Execute> {
  const depth = decodeScriptNumber(peek(stack, 0), (context.flags & SCRIPT_VERIFY.MINIMALDATA) !== 0);
  if (depth === undefined) return 'SCRIPTNUM';
  const rest = drop(stack, 1);
  if (depth < 0 || depth >= stackSize(rest)) return 'INVALID_STACK_OPERATION';
  return { stack: push(move ? without(rest, depth) : rest, peek(rest, depth)) };
}

/** One walk down and one back up: tapscript has no limit on instructions, so each must be cheap. */
function without(stack: Stack, depth: number): Stack {
  const above: Uint8Array[] = [];
  let rest = stack;
  for (let i = 0; i < depth; i++) {
    above.push(rest!.item);
    rest = rest!.below;
  }
  let result = rest!.below;
  for (let i = depth - 1; i >= 0; i--) result = push(result, above[i]!);
  return result;
}
