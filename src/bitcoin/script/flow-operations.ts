import { SCRIPT_VERIFY } from './flags.ts';
import { OP } from './opcodes.ts';
import { decodeScriptNumber } from './script-number.ts';
import type { Condition, Execute, OperationTable, ScriptState } from './script-state.ts';
import { needing } from './script-state.ts';
import { drop, isTrue, peek } from './stack.ts';

/** Bit of a sequence number that switches relative lock time off.
 * @see BIP-0068 */
export const SEQUENCE_LOCKTIME_DISABLE_FLAG = 0x80000000;

const nothing: Execute = () => ({});

const reservedNop: Execute = (state) =>
  (state.context.flags & SCRIPT_VERIFY.DISCOURAGE_UPGRADABLE_NOPS) !== 0 ? 'DISCOURAGE_UPGRADABLE_NOPS' : {};

/** Branches, VERIFY, RETURN, NOPs and lock times.
 * @see Bitcoin Core `EvalScript`, src/script/interpreter.cpp */
export const flowOperations: OperationTable = {
  [OP.NOP]: nothing,
  [OP.NOP1]: reservedNop,
  [OP.NOP4]: reservedNop,
  [OP.NOP5]: reservedNop,
  [OP.NOP6]: reservedNop,
  [OP.NOP7]: reservedNop,
  [OP.NOP8]: reservedNop,
  [OP.NOP9]: reservedNop,
  [OP.NOP10]: reservedNop,
  [OP.IF]: (state) => openCondition(state, false),
  [OP.NOTIF]: (state) => openCondition(state, true),
  [OP.ELSE]: ({ conditions }) =>
    conditions === undefined
      ? 'UNBALANCED_CONDITIONAL'
      : { conditions: condition(!conditions.value, conditions.outer) },
  [OP.ENDIF]: ({ conditions }) =>
    conditions === undefined ? 'UNBALANCED_CONDITIONAL' : { conditions: conditions.outer },
  [OP.VERIFY]: needing(1, ({ stack }) => (isTrue(peek(stack, 0)) ? { stack: drop(stack, 1) } : 'VERIFY')),
  [OP.RETURN]: () => 'OP_RETURN',
  [OP.CHECKLOCKTIMEVERIFY]: checkLockTimeVerify,
  [OP.CHECKSEQUENCEVERIFY]: checkSequenceVerify,
};

/** Whether the innermost branch is being executed. */
export function isExecuting(state: ScriptState): boolean {
  return state.conditions === undefined || state.conditions.allTrue;
}

function condition(value: boolean, outer: Condition | undefined): Condition {
  return { value, allTrue: value && (outer === undefined || outer.allTrue), outer };
}

function openCondition(state: ScriptState, negated: boolean): ReturnType<Execute> {
  // In a branch that is not executed an IF takes no argument, but its ENDIF must still be found.
  if (!isExecuting(state)) return { conditions: condition(false, state.conditions) };
  const { stack, context } = state;
  if (stack === undefined) return 'INVALID_STACK_OPERATION';
  const minimal = stack.item.length === 0 || (stack.item.length === 1 && stack.item[0] === 1);
  if (!minimal) {
    if (context.sigVersion === 'tapscript') return 'TAPSCRIPT_MINIMALIF';
    if (context.sigVersion === 'witness_v0' && (context.flags & SCRIPT_VERIFY.MINIMALIF) !== 0)
      return 'MINIMALIF';
  }
  return { stack: stack.below, conditions: condition(isTrue(stack.item) !== negated, state.conditions) };
}

function checkLockTimeVerify({ stack, context }: ScriptState): ReturnType<Execute> {
  if ((context.flags & SCRIPT_VERIFY.CHECKLOCKTIMEVERIFY) === 0) return {};
  if (stack === undefined) return 'INVALID_STACK_OPERATION';
  // Five bytes, because a lock time is an unsigned number of four. The argument stays on the stack.
  const lockTime = decodeScriptNumber(stack.item, (context.flags & SCRIPT_VERIFY.MINIMALDATA) !== 0, 5);
  if (lockTime === undefined) return 'SCRIPTNUM';
  if (lockTime < 0) return 'NEGATIVE_LOCKTIME';
  return context.checker.checkLockTime(lockTime) ? {} : 'UNSATISFIED_LOCKTIME';
}

function checkSequenceVerify({ stack, context }: ScriptState): ReturnType<Execute> {
  if ((context.flags & SCRIPT_VERIFY.CHECKSEQUENCEVERIFY) === 0) return {};
  if (stack === undefined) return 'INVALID_STACK_OPERATION';
  const sequence = decodeScriptNumber(stack.item, (context.flags & SCRIPT_VERIFY.MINIMALDATA) !== 0, 5);
  if (sequence === undefined) return 'SCRIPTNUM';
  if (sequence < 0) return 'NEGATIVE_LOCKTIME';
  if ((sequence & SEQUENCE_LOCKTIME_DISABLE_FLAG) !== 0) return {};
  return context.checker.checkSequence(sequence) ? {} : 'UNSATISFIED_LOCKTIME';
}
