import { arithmeticOperations } from './arithmetic-operations.ts';
import { SCRIPT_VERIFY } from './flags.ts';
import { flowOperations, isExecuting } from './flow-operations.ts';
import { OP } from './opcodes.ts';
import { isMinimalPush, readOperation, type ScriptOperation } from './parse-script.ts';
import type { ScriptError } from './script-error.ts';
import { encodeScriptNumber } from './script-number.ts';
import type { Execute, OperationTable, ScriptContext, ScriptState, StateChange } from './script-state.ts';
import { MAX_OPS_PER_SCRIPT, signatureOperations } from './signature-operations.ts';
import { push, type Stack, stackSize } from './stack.ts';
import { stackOperations } from './stack-operations.ts';

/* The script interpreter, one instruction at a time. A state is a value; `step` gives the next one. The validator
 * runs `step` until the script has ended; the debugger runs the same `step` and keeps every state, so that stepping
 * back is looking at an earlier value. The instructions live in four tables beside this file. */

/** Bytes a script may have outside tapscript. */
const MAX_SCRIPT_SIZE = 10_000;
/** Bytes a stack item may have. */
export const MAX_SCRIPT_ELEMENT_SIZE = 520;
/** Items both stacks may have together. */
export const MAX_STACK_SIZE = 1_000;

/** The state before the first instruction.
 * @param stack what earlier scripts or the witness left
 * @param validationWeightLeft budget for signatures, in tapscript */
export function startScript(context: ScriptContext, stack: Stack, validationWeightLeft = 0): ScriptState {
  const tooLarge = context.sigVersion !== 'tapscript' && context.script.length > MAX_SCRIPT_SIZE;
  return {
    context,
    status: tooLarge ? 'failed' : 'running',
    error: tooLarge ? 'SCRIPT_SIZE' : undefined,
    position: 0,
    operationIndex: 0,
    operationCount: 0,
    stack,
    altStack: undefined,
    conditions: undefined,
    codeStart: 0,
    codeSeparatorPosition: 0xffffffff,
    validationWeightLeft,
  };
}

/** The state after the next instruction. Behind the last one the script ends; an ended or failed state stays as it is.
 * @see Bitcoin Core `EvalScript`, src/script/interpreter.cpp */
export function step(state: ScriptState): ScriptState {
  if (state.status !== 'running') return state;
  const { script, sigVersion } = state.context;
  if (state.position >= script.length) {
    return state.conditions === undefined
      ? { ...state, status: 'ended' }
      : failed(state, 'UNBALANCED_CONDITIONAL');
  }
  const operation = readOperation(script, state.position);
  if (operation.truncated) return failed(state, 'BAD_OPCODE');
  if (operation.data !== undefined && operation.data.length > MAX_SCRIPT_ELEMENT_SIZE) {
    return failed(state, 'PUSH_SIZE');
  }
  // OP_RESERVED does not count, an accident that became a rule.
  const counts = sigVersion !== 'tapscript' && operation.opcode > OP['16'];
  if (counts && state.operationCount + 1 > MAX_OPS_PER_SCRIPT) return failed(state, 'OP_COUNT');
  const change = execute(state, operation);
  if (typeof change === 'string') return failed(state, change);
  return advanced(state, operation, change, counts ? 1 : 0);
}

const disabledOpcodes: ReadonlySet<number> = new Set([
  OP.CAT,
  OP.SUBSTR,
  OP.LEFT,
  OP.RIGHT,
  OP.INVERT,
  OP.AND,
  OP.OR,
  OP.XOR,
  OP['2MUL'],
  OP['2DIV'],
  OP.MUL,
  OP.DIV,
  OP.MOD,
  OP.LSHIFT,
  OP.RSHIFT,
]);

const numberItems = Array.from({ length: 18 }, (_, i) => encodeScriptNumber(i - 1));

const pushSmallNumber: Execute = ({ stack }, { opcode }) => ({
  stack: push(stack, numberItems[opcode - OP['1NEGATE']]!),
});

const numberOperations: OperationTable = Object.fromEntries(
  [OP['1NEGATE'], ...Array.from({ length: 16 }, (_, i) => OP['1'] + i)].map((code) => [
    code,
    pushSmallNumber,
  ]),
);

const operations: readonly (Execute | undefined)[] = Array.from(
  { length: 256 },
  (_, opcode) =>
    numberOperations[opcode] ??
    flowOperations[opcode] ??
    stackOperations[opcode] ??
    arithmeticOperations[opcode] ??
    signatureOperations[opcode],
);

function execute(state: ScriptState, operation: ScriptOperation): StateChange | ScriptError {
  const { opcode, data } = operation;
  const { flags, sigVersion } = state.context;
  // These two fail even in a branch that is not executed. See CVE-2010-5137.
  if (disabledOpcodes.has(opcode)) return 'DISABLED_OPCODE';
  if (
    opcode === OP.CODESEPARATOR &&
    sigVersion === 'base' &&
    (flags & SCRIPT_VERIFY.CONST_SCRIPTCODE) !== 0
  ) {
    return 'OP_CODESEPARATOR';
  }
  const executing = isExecuting(state);
  if (data !== undefined) {
    if (!executing) return {};
    if ((flags & SCRIPT_VERIFY.MINIMALDATA) !== 0 && !isMinimalPush(data, opcode)) return 'MINIMALDATA';
    return { stack: push(state.stack, data) };
  }
  // VERIF and VERNOTIF stand between IF and ENDIF, have no meaning, and so fail wherever they appear.
  if (!executing && !(opcode >= OP.IF && opcode <= OP.ENDIF)) return {};
  const run = operations[opcode];
  return run === undefined ? 'BAD_OPCODE' : run(state, operation);
}

function advanced(
  state: ScriptState,
  operation: ScriptOperation,
  change: StateChange,
  counted: number,
): ScriptState {
  const { extraOperations = 0, ...changed } = change;
  const next: ScriptState = {
    ...state,
    ...changed,
    position: operation.end,
    operationIndex: state.operationIndex + 1,
    operationCount: state.operationCount + counted + extraOperations,
  };
  return stackSize(next.stack) + stackSize(next.altStack) > MAX_STACK_SIZE
    ? failed(next, 'STACK_SIZE')
    : next;
}

function failed(state: ScriptState, error: ScriptError): ScriptState {
  return { ...state, status: 'failed', error };
}
