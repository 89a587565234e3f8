import { equalBytes } from '../encoding/equal-bytes.ts';
import { SCRIPT_VERIFY } from './flags.ts';
import { OP } from './opcodes.ts';
import { decodeScriptNumber, encodeScriptNumber } from './script-number.ts';
import type { Execute, OperationTable, ScriptState } from './script-state.ts';
import { needing } from './script-state.ts';
import { boolItem, drop, peek, push } from './stack.ts';

/** Instructions on numbers, and EQUAL. Arguments have at most four bytes; results may have five.
 * @see Bitcoin Core `EvalScript`, src/script/interpreter.cpp */
export const arithmeticOperations: OperationTable = {
  [OP.EQUAL]: needing(2, ({ stack }) => ({
    stack: push(drop(stack, 2), boolItem(equalBytes(peek(stack, 0), peek(stack, 1)))),
  })),
  [OP.EQUALVERIFY]: needing(2, ({ stack }) =>
    equalBytes(peek(stack, 0), peek(stack, 1)) ? { stack: drop(stack, 2) } : 'EQUALVERIFY',
  ),
  [OP['1ADD']]: onNumbers(1, (a) => a + 1),
  [OP['1SUB']]: onNumbers(1, (a) => a - 1),
  [OP.NEGATE]: onNumbers(1, (a) => -a),
  [OP.ABS]: onNumbers(1, (a) => Math.abs(a)),
  [OP.NOT]: onNumbers(1, (a) => a === 0),
  [OP['0NOTEQUAL']]: onNumbers(1, (a) => a !== 0),
  [OP.ADD]: onNumbers(2, (a, b) => a + b),
  [OP.SUB]: onNumbers(2, (a, b) => a - b),
  [OP.BOOLAND]: onNumbers(2, (a, b) => a !== 0 && b !== 0),
  [OP.BOOLOR]: onNumbers(2, (a, b) => a !== 0 || b !== 0),
  [OP.NUMEQUAL]: onNumbers(2, (a, b) => a === b),
  [OP.NUMEQUALVERIFY]: needing(2, (state) => {
    const numbers = numbersOf(state, 2);
    if (numbers === undefined) return 'SCRIPTNUM';
    return numbers[0] === numbers[1] ? { stack: drop(state.stack, 2) } : 'NUMEQUALVERIFY';
  }),
  [OP.NUMNOTEQUAL]: onNumbers(2, (a, b) => a !== b),
  [OP.LESSTHAN]: onNumbers(2, (a, b) => a < b),
  [OP.GREATERTHAN]: onNumbers(2, (a, b) => a > b),
  [OP.LESSTHANOREQUAL]: onNumbers(2, (a, b) => a <= b),
  [OP.GREATERTHANOREQUAL]: onNumbers(2, (a, b) => a >= b),
  [OP.MIN]: onNumbers(2, (a, b) => Math.min(a, b)),
  [OP.MAX]: onNumbers(2, (a, b) => Math.max(a, b)),
  // The lower bound belongs to the range, the upper one does not.
  [OP.WITHIN]: onNumbers(3, (value, least, limit) => least <= value && value < limit),
};

/** An instruction that replaces its `count` numbers by what `compute` makes of them, deepest first. */
function onNumbers(count: number, compute: (a: number, b: number, c: number) => number | boolean): Execute {
  return needing(count, (state) => {
    const numbers = numbersOf(state, count);
    if (numbers === undefined) return 'SCRIPTNUM';
    const result = compute(numbers[0]!, numbers[1] ?? 0, numbers[2] ?? 0);
    const item = typeof result === 'boolean' ? boolItem(result) : encodeScriptNumber(result);
    return { stack: push(drop(state.stack, count), item) };
  });
}

function numbersOf({ stack, context }: ScriptState, count: number): number[] | undefined {
  const requireMinimal = (context.flags & SCRIPT_VERIFY.MINIMALDATA) !== 0;
  const numbers: number[] = [];
  for (let depth = count - 1; depth >= 0; depth--) {
    const number = decodeScriptNumber(peek(stack, depth), requireMinimal);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  return numbers;
}
