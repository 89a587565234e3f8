import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '#bitcoin/crypto/sha256';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { assembleScript } from '#bitcoin/script/assemble';
import { findAndDelete } from '#bitcoin/script/find-and-delete';
import { allFlags, type ScriptFlagName } from '#bitcoin/script/flags';
import { startScript, step } from '#bitcoin/script/interpreter';
import { SCRIPT_ERRORS } from '#bitcoin/script/script-error';
import type { ScriptState } from '#bitcoin/script/script-state';
import { itemsOf, stackOf } from '#bitcoin/script/stack';
import { p2wshScript } from '#bitcoin/script/standard-scripts';
import { bytesUpTo } from '../arbitrary-transaction.ts';
import { runBytes, runWords, toyChecker } from './script-runner.ts';

describe('every instruction does what it says', () => {
  test.each([
    // stack
    ['1 2', 'DROP 1 EQUAL'],
    ['1 2 3', '2DROP 1 EQUAL'],
    ['7', 'DUP EQUAL'],
    ['1 2', '2DUP ADD 3 EQUALVERIFY ADD 3 EQUAL'],
    ['1 2 3', '3DUP ADD ADD 6 EQUALVERIFY ADD ADD 6 EQUAL'],
    ['1 2 3 4', '2OVER 2 EQUALVERIFY 1 EQUALVERIFY 4 EQUALVERIFY 2DROP 1 EQUAL'],
    ['1 2 3 4 5 6', '2ROT 2 EQUALVERIFY 1 EQUALVERIFY 6 EQUALVERIFY 5 EQUALVERIFY 4 EQUALVERIFY 3 EQUAL'],
    ['1 2 3 4', '2SWAP 2 EQUALVERIFY 1 EQUALVERIFY 4 EQUALVERIFY 3 EQUAL'],
    ['5', 'IFDUP DEPTH 2 EQUALVERIFY EQUAL'],
    ['0', 'IFDUP DEPTH 1 EQUALVERIFY 0 EQUAL'],
    ['1 2', 'NIP DEPTH 1 EQUALVERIFY 2 EQUAL'],
    ['1 2', 'OVER 1 EQUALVERIFY 2 EQUALVERIFY 1 EQUAL'],
    ['1 2 3', '2 PICK 1 EQUALVERIFY DEPTH 3 EQUAL'],
    ['1 2 3', '2 ROLL 1 EQUALVERIFY 3 EQUALVERIFY 2 EQUAL'],
    ['1 2 3', '0 ROLL 3 EQUAL'],
    ['1 2 3', 'ROT 1 EQUALVERIFY 3 EQUALVERIFY 2 EQUAL'],
    ['1 2', 'SWAP 1 EQUALVERIFY 2 EQUAL'],
    ['1 2', 'TUCK 2 EQUALVERIFY 1 EQUALVERIFY 2 EQUAL'],
    ['1 2', 'TOALTSTACK 1 EQUALVERIFY FROMALTSTACK 2 EQUAL'],
    ["'abc'", 'SIZE 3 EQUALVERIFY DROP 1'],
    // numbers
    ['8', '1ADD 9 EQUAL'],
    ['8', '1SUB 7 EQUAL'],
    ['8', 'NEGATE -8 EQUAL'],
    ['-8', 'ABS 8 EQUAL'],
    ['0', 'NOT'],
    ['7 0', '0NOTEQUAL 0 EQUALVERIFY 0NOTEQUAL'],
    ['5 3', '2DUP ADD 8 EQUALVERIFY SUB 2 EQUAL'],
    ['2147483647 2147483647', 'ADD 4294967294 EQUAL'],
    ['3 0', '2DUP BOOLOR VERIFY BOOLAND NOT'],
    ['3 3', '2DUP NUMEQUAL VERIFY 2DUP NUMNOTEQUAL NOT VERIFY NUMEQUALVERIFY 1'],
    ['3 4', '2DUP LESSTHAN VERIFY 2DUP GREATERTHAN NOT VERIFY 2DUP MIN 3 EQUALVERIFY MAX 4 EQUAL'],
    ['4 4', '2DUP LESSTHANOREQUAL VERIFY GREATERTHANOREQUAL'],
    ['3', '3 5 WITHIN'],
    ['5', '3 5 WITHIN NOT'],
    // hashes of nothing
    ['0', 'SHA1 <da39a3ee5e6b4b0d3255bfef95601890afd80709> EQUAL'],
    ['0', 'SHA256 <e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855> EQUAL'],
    ['0', 'RIPEMD160 <9c1185a5c5e9fc54612808977ee8f548b2258d31> EQUAL'],
    ['0', 'HASH160 <b472a266d0bd89c13706a4132ccfb16f7c3b9fcb> EQUAL'],
    ['0', 'HASH256 <5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456> EQUAL'],
    // branches
    ['1', 'IF 1 ELSE 0 ENDIF'],
    ['0', 'IF 0 ELSE 1 ENDIF'],
    ['0', 'NOTIF 1 ELSE 0 ENDIF'],
    ['1', 'IF 1 ELSE RETURN ELSE NOP ENDIF'],
    ['0 1', 'IF IF RETURN ELSE 1 ENDIF ELSE RETURN ENDIF'],
    ['0', 'IF IF RETURN ENDIF RETURN ELSE 1 ENDIF'],
    ['0', 'IF RESERVED VER 0xba ENDIF 1'],
    ['0x01 0x80', 'IF RETURN ELSE 1 ENDIF'],
    // signatures, with the toy checker
    ['<300501> <020205>', 'CHECKSIG'],
    ['<300501> <020205>', 'CHECKSIGVERIFY 1'],
    ['<300901> <020205>', 'CHECKSIG NOT'],
    ['0 <300501> <300701>', '2 <0205> <0206> <0207> 3 CHECKMULTISIG'],
    ['0 <300701> <300501>', '2 <0205> <0206> <0207> 3 CHECKMULTISIG NOT'],
    ['0', '0 0 CHECKMULTISIGVERIFY DEPTH 0 EQUAL'],
    ['0 0', 'CODESEPARATOR 1 <0205> 1 CHECKMULTISIG NOT'],
  ])('%s | %s', (scriptSig, scriptPubKey) => {
    expect(runWords(scriptSig, scriptPubKey)).toBe('OK');
  });
});

describe('every failure has its name', () => {
  const flagged = (...names: ScriptFlagName[]) => names;
  test.each([
    ['', '', [], 'EVAL_FALSE'],
    ['0', '', [], 'EVAL_FALSE'],
    ['0x02 0x0080', '', [], 'EVAL_FALSE'],
    ['1', 'RETURN', [], 'OP_RETURN'],
    ['1', `0x4d0902 0x${'61'.repeat(521)} DROP`, [], 'PUSH_SIZE'],
    ['1', 'NOP '.repeat(202), [], 'OP_COUNT'],
    ['1', 'NOP '.repeat(201), [], 'OK'],
    ['1', `${'1 '.repeat(1000)}`, [], 'STACK_SIZE'],
    ['1', `${'1 '.repeat(999)}`, [], 'OK'],
    ['0', '2 <02> 1 CHECKMULTISIG', [], 'SIG_COUNT'],
    ['0', '0 21 CHECKMULTISIG', [], 'PUBKEY_COUNT'],
    ['0', '0 -1 CHECKMULTISIG', [], 'PUBKEY_COUNT'],
    ['0', 'VERIFY 1', [], 'VERIFY'],
    ['1', '2 EQUALVERIFY 1', [], 'EQUALVERIFY'],
    ['0 0', '1 <02> 1 CHECKMULTISIGVERIFY', [], 'CHECKMULTISIGVERIFY'],
    ['0 <02>', 'CHECKSIGVERIFY', [], 'CHECKSIGVERIFY'],
    ['1', '2 NUMEQUALVERIFY', [], 'NUMEQUALVERIFY'],
    ['1', 'VER', [], 'BAD_OPCODE'],
    ['1', '0xfe', [], 'BAD_OPCODE'],
    ['1', 'CHECKSIGADD', [], 'BAD_OPCODE'],
    ['1', '0x05 0x01', [], 'BAD_OPCODE'],
    ['0', 'IF VERIF ENDIF 1', [], 'BAD_OPCODE'],
    ['1', '0 IF CAT ENDIF', [], 'DISABLED_OPCODE'],
    ['1', 'ADD', [], 'INVALID_STACK_OPERATION'],
    ['', 'IF 1 ENDIF', [], 'INVALID_STACK_OPERATION'],
    ['1 3', 'PICK', [], 'INVALID_STACK_OPERATION'],
    ['1 -1', 'ROLL', [], 'INVALID_STACK_OPERATION'],
    ['', '0 0 CHECKMULTISIG', [], 'INVALID_STACK_OPERATION'],
    ['1 TOALTSTACK', 'FROMALTSTACK', [], 'INVALID_ALTSTACK_OPERATION'],
    ['1', 'IF', [], 'UNBALANCED_CONDITIONAL'],
    ['1', 'ELSE', [], 'UNBALANCED_CONDITIONAL'],
    ['1', 'ENDIF', [], 'UNBALANCED_CONDITIONAL'],
    ['1 IF', '1 ENDIF', [], 'UNBALANCED_CONDITIONAL'],
    ['2147483648', '1ADD', [], 'SCRIPTNUM'],
    ['-1', 'CHECKLOCKTIMEVERIFY', flagged('CHECKLOCKTIMEVERIFY'), 'NEGATIVE_LOCKTIME'],
    ['1001', 'CHECKLOCKTIMEVERIFY', flagged('CHECKLOCKTIMEVERIFY'), 'UNSATISFIED_LOCKTIME'],
    ['1001', 'CHECKLOCKTIMEVERIFY', [], 'OK'],
    ['1000', 'CHECKLOCKTIMEVERIFY', flagged('CHECKLOCKTIMEVERIFY'), 'OK'],
    ['', 'CHECKLOCKTIMEVERIFY 1', flagged('CHECKLOCKTIMEVERIFY'), 'INVALID_STACK_OPERATION'],
    ['11', 'CHECKSEQUENCEVERIFY', flagged('CHECKSEQUENCEVERIFY'), 'UNSATISFIED_LOCKTIME'],
    ['-1', 'CHECKSEQUENCEVERIFY', flagged('CHECKSEQUENCEVERIFY'), 'NEGATIVE_LOCKTIME'],
    ['0x05 0x0b00008000', 'CHECKSEQUENCEVERIFY', flagged('CHECKSEQUENCEVERIFY'), 'OK'],
    ['0x06 0x000000000001', 'CHECKSEQUENCEVERIFY', flagged('CHECKSEQUENCEVERIFY'), 'SCRIPTNUM'],
    ['<30> <0205>', 'CHECKSIG NOT', flagged('DERSIG'), 'SIG_DER'],
    ['0 <0205>', 'CHECKSIG NOT', flagged('DERSIG', 'STRICTENC', 'LOW_S'), 'PUBKEYTYPE'],
    ['<3006020101020101> <0205>', 'CHECKSIG NOT', flagged('STRICTENC'), 'SIG_DER'],
    ['<300602010102010105> <0205>', 'CHECKSIG NOT', flagged('STRICTENC'), 'SIG_HASHTYPE'],
    ['0x01 0x05', '5 EQUAL', flagged('MINIMALDATA'), 'MINIMALDATA'],
    ['0x02 0x0500', '1ADD', flagged('MINIMALDATA'), 'SCRIPTNUM'],
    ['0', 'IF 0x01 0x05 ENDIF 1', flagged('MINIMALDATA'), 'OK'],
    ['1 NOP', '', flagged('SIGPUSHONLY'), 'SIG_PUSHONLY'],
    ['1 0', '0 0 CHECKMULTISIG', flagged('NULLDUMMY'), 'OK'],
    ['1', '0 0 CHECKMULTISIG', flagged('NULLDUMMY'), 'SIG_NULLDUMMY'],
    ['1 1', '', flagged('CLEANSTACK', 'P2SH', 'WITNESS'), 'CLEANSTACK'],
    ['<300901> <0205>', 'CHECKSIG NOT', flagged('NULLFAIL'), 'NULLFAIL'],
    ['0 <300901>', '1 <0205> 1 CHECKMULTISIG NOT', flagged('NULLFAIL'), 'NULLFAIL'],
    ['0 0', '1 <0205> 1 CHECKMULTISIG NOT', flagged('NULLFAIL'), 'OK'],
    ['1', 'NOP4', flagged('DISCOURAGE_UPGRADABLE_NOPS'), 'DISCOURAGE_UPGRADABLE_NOPS'],
    ['1', '0 IF NOP10 ENDIF', flagged('DISCOURAGE_UPGRADABLE_NOPS'), 'OK'],
    ['1', '0 IF CODESEPARATOR ENDIF', flagged('CONST_SCRIPTCODE'), 'OP_CODESEPARATOR'],
    [
      '0 <300501>',
      'SWAP DROP <0205> CHECKSIG <300501> DROP',
      flagged('CONST_SCRIPTCODE'),
      'SIG_FINDANDDELETE',
    ],
  ] as const)('%s | %s | %j fails with %s', (scriptSig, scriptPubKey, flags, expected) => {
    expect(runWords(scriptSig, scriptPubKey, flags)).toBe(expected);
    if (expected !== 'OK') expect(SCRIPT_ERRORS[expected]).toBeTruthy();
  });

  test('a script may have 10,000 bytes', () => {
    const nops = (count: number) =>
      concatBytes(
        ...Array.from({ length: count }, () => assembleScript(`0x4d0002 0x${'00'.repeat(512)} DROP`)),
      );
    const tail = (length: number) => new Uint8Array(length).fill(0x51);
    const body = nops(19);
    expect(runBytes(new Uint8Array(0), concatBytes(body, tail(10_000 - body.length)))).toBe('OK');
    expect(runBytes(new Uint8Array(0), concatBytes(body, tail(10_001 - body.length)))).toBe('SCRIPT_SIZE');
  });
});

describe('stepping', () => {
  const start = (script: string, items: readonly Uint8Array[] = []): ScriptState =>
    startScript(
      { script: assembleScript(script), sigVersion: 'base', flags: 0, checker: toyChecker },
      stackOf(items),
    );

  test('each step is one instruction, the last one only ends', () => {
    let state = start('2 3 ADD');
    const positions: number[] = [];
    while (state.status === 'running') {
      positions.push(state.position);
      state = step(state);
    }
    expect(positions).toEqual([0, 1, 2, 3]);
    expect(state.status).toBe('ended');
    expect(itemsOf(state.stack).map(bytesToHex)).toEqual(['05']);
    expect(step(state)).toBe(state);
  });

  test('a failed state stays where it failed', () => {
    let state = start('1 VERIFY 0 VERIFY 1');
    while (state.status === 'running') state = step(state);
    expect([state.status, state.error, state.position, state.operationIndex]).toEqual([
      'failed',
      'VERIFY',
      3,
      3,
    ]);
    expect(step(state)).toBe(state);
  });

  test('a step never changes the state before it: any earlier state can be gone on from', () => {
    fc.assert(
      fc.property(scriptLike, fc.array(bytesUpTo(5), { maxLength: 6 }), (script, items) => {
        const states: ScriptState[] = [];
        let state = startScript(
          { script, sigVersion: 'base', flags: 0, checker: toyChecker },
          stackOf(items),
        );
        for (; state.status === 'running'; state = step(state)) states.push(frozen(state));
        const pictures = states.map(picture);
        for (const [i, earlier] of states.entries()) {
          expect(picture(step(earlier))).toEqual(pictures[i + 1] ?? picture(state));
        }
        expect(states.map(picture)).toEqual(pictures);
      }),
    );
  });

  test('being watched changes nothing', () => {
    fc.assert(
      fc.property(scriptLike, scriptLike, fc.nat(allFlags), (scriptSig, scriptPubKey, bits) => {
        const names = (['P2SH', 'MINIMALDATA', 'NULLFAIL'] as const).filter((_, i) => (bits >> i) & 1);
        let last: ScriptState | undefined;
        const observer = {
          enterPhase: (_: unknown, initial: ScriptState) => {
            last = initial;
          },
          stepped: (before: ScriptState, after: ScriptState) => {
            expect(before).toBe(last);
            last = after;
          },
        };
        expect(runBytes(scriptSig, scriptPubKey, names, observer)).toBe(
          runBytes(scriptSig, scriptPubKey, names),
        );
      }),
    );
  });
});

test('any bytes as scripts and witness give a verdict', () => {
  const flags = fc.subarray<ScriptFlagName>([
    'P2SH',
    'WITNESS',
    'TAPROOT',
    'STRICTENC',
    'LOW_S',
    'MINIMALDATA',
    'CLEANSTACK',
    'CONST_SCRIPTCODE',
  ]);
  fc.assert(
    fc.property(
      scriptLike,
      scriptLike,
      fc.array(bytesUpTo(40), { maxLength: 4 }),
      flags,
      (scriptSig, scriptPubKey, witness, names) => {
        const error = runBytes(scriptSig, scriptPubKey, names, undefined, witness);
        expect(error === 'OK' || error in SCRIPT_ERRORS).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('a long script of nothing but IFs is quick', () => {
  // Nesting is remembered in a chain, so that asking whether a branch runs does not look through all of it.
  const depth = 100;
  const script = concatBytes(
    new Uint8Array(depth).fill(0x63),
    new Uint8Array(depth).fill(0x68),
    Uint8Array.of(0x51),
  );
  const items = concatBytes(...Array.from({ length: depth }, () => Uint8Array.of(0x51)));
  expect(runBytes(items, script)).toBe('OK');
});

test('rolling a deep stack again and again is quick', () => {
  // Tapscript limits neither its length nor its instructions: were one ROLL to cost the square of its depth, a single
  // transaction would take hours.
  const rolls = 5_000;
  const roll = assembleScript('899 ROLL');
  const script = new Uint8Array(rolls * roll.length);
  for (let i = 0; i < rolls; i++) script.set(roll, i * roll.length);
  const items = Array.from({ length: 900 }, (_, i) => Uint8Array.of(i & 0xff, i >> 8));
  let state = startScript(
    { script, sigVersion: 'tapscript', flags: allFlags, checker: toyChecker },
    stackOf(items),
  );
  while (state.status === 'running') state = step(state);
  expect(state.status).toBe('ended');
  const turned = rolls % items.length;
  expect(itemsOf(state.stack)).toEqual([...items.slice(turned), ...items.slice(0, turned)]);
});

describe('witness scripts', () => {
  const run = (witness: readonly Uint8Array[], script: Uint8Array, ...flags: ScriptFlagName[]) =>
    runBytes(new Uint8Array(0), p2wshScript(sha256(script)), ['P2SH', 'WITNESS', ...flags], undefined, [
      ...witness,
      script,
    ]);

  test('the stack must be clean', () => {
    expect(run([], assembleScript('1'))).toBe('OK');
    expect(run([], assembleScript('1 1'))).toBe('CLEANSTACK');
    expect(run([], assembleScript('0'))).toBe('EVAL_FALSE');
  });

  test('items may have 520 bytes', () => {
    expect(run([new Uint8Array(520)], assembleScript('DROP 1'))).toBe('OK');
    expect(run([new Uint8Array(521)], assembleScript('DROP 1'))).toBe('PUSH_SIZE');
  });

  test('IF takes exactly nothing or 01, by policy', () => {
    const script = assembleScript('IF 1 ELSE 1 ENDIF');
    expect(run([Uint8Array.of(2)], script)).toBe('OK');
    expect(run([Uint8Array.of(2)], script, 'MINIMALIF')).toBe('MINIMALIF');
    expect(run([Uint8Array.of(0)], script, 'MINIMALIF')).toBe('MINIMALIF');
    expect(run([new Uint8Array(0)], script, 'MINIMALIF')).toBe('OK');
  });

  test('another script does not fit the hash, and an empty witness is none', () => {
    const pubKey = p2wshScript(sha256(assembleScript('1')));
    const flags: ScriptFlagName[] = ['P2SH', 'WITNESS'];
    expect(runBytes(new Uint8Array(0), pubKey, flags, undefined, [assembleScript('2')])).toBe(
      'WITNESS_PROGRAM_MISMATCH',
    );
    expect(runBytes(new Uint8Array(0), pubKey, flags)).toBe('WITNESS_PROGRAM_WITNESS_EMPTY');
    expect(runBytes(assembleScript('1'), pubKey, flags, undefined, [assembleScript('1')])).toBe(
      'WITNESS_MALLEATED',
    );
    expect(runBytes(new Uint8Array(0), assembleScript('1'), flags, undefined, [assembleScript('1')])).toBe(
      'WITNESS_UNEXPECTED',
    );
    expect(runBytes(new Uint8Array(0), assembleScript('0 <010203>'), flags)).toBe(
      'WITNESS_PROGRAM_WRONG_LENGTH',
    );
    expect(runBytes(new Uint8Array(0), assembleScript('2 <010203>'), flags)).toBe('OK');
    expect(
      runBytes(new Uint8Array(0), assembleScript('2 <010203>'), [
        ...flags,
        'DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM',
      ]),
    ).toBe('DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM');
  });
});

test('FindAndDelete removes what starts at an instruction, again and again', () => {
  const find = (script: string, pattern: string) => {
    const { script: cleaned, found } = findAndDelete(assembleScript(script), assembleScript(pattern));
    return [bytesToHex(cleaned), found];
  };
  expect(find('0x0302ff030302ff0351', '0x0302ff03')).toEqual(['51', 2]);
  expect(find('0x0302ff0351', '0x02ff03')).toEqual(['0302ff0351', 0]);
  expect(find('0xfeed51525251', '0xfeed51')).toEqual(['525251', 1]);
  expect(find('0x5151', '0x51')).toEqual(['', 2]);
  expect(find('0x0351', '0x0351')).toEqual(['', 1]);
});

/** Scripts that get somewhere: mostly instructions, some raw bytes. */
const scriptLike = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0x4f, max: 0xba }).map((code) => Uint8Array.of(code)) },
      { weight: 3, arbitrary: fc.integer({ min: 0x51, max: 0x60 }).map((code) => Uint8Array.of(code)) },
      { weight: 1, arbitrary: bytesUpTo(4) },
    ),
    { maxLength: 25 },
  )
  .map((parts) => concatBytes(...parts));

function frozen(state: ScriptState): ScriptState {
  for (let cell = state.stack; cell !== undefined; cell = cell.below) Object.freeze(cell);
  for (let cell = state.altStack; cell !== undefined; cell = cell.below) Object.freeze(cell);
  return Object.freeze(state);
}

function picture(state: ScriptState): unknown {
  const { context, stack, altStack, ...rest } = state;
  return { ...rest, stack: itemsOf(stack).map(bytesToHex), altStack: itemsOf(altStack).map(bytesToHex) };
}
