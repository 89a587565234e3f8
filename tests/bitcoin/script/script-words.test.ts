import * as bitcoin from 'bitcoinjs-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signEcdsa } from '#bitcoin/crypto/ecdsa';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { assembleScript } from '#bitcoin/script/assemble';
import { isOpSuccess, OP, opcodeName, opcodeOf } from '#bitcoin/script/opcodes';
import { isMinimalPush, isPushOnly, parseScript } from '#bitcoin/script/parse-script';
import { pushData, pushNumber } from '#bitcoin/script/push-data';
import { scriptAsm } from '#bitcoin/script/script-asm';
import { decodeScriptNumber, encodeScriptNumber } from '#bitcoin/script/script-number';
import { bytesUpTo } from '../arbitrary-transaction.ts';

describe('numbers', () => {
  test('go to bytes and back, as in other software', () => {
    fc.assert(
      fc.property(fc.integer({ min: -0xffffffffff, max: 0xffffffffff }), (value) => {
        const bytes = encodeScriptNumber(value);
        if (Math.abs(value) <= 0x7fffffff) expect(bytes).toEqual(bitcoin.script.number.encode(value));
        expect(decodeScriptNumber(bytes, true, 6)).toBe(value);
        if (bytes.length > 4) expect(decodeScriptNumber(bytes, true)).toBeUndefined();
      }),
    );
  });

  test.each([
    ['', 0],
    ['80', 0],
    ['0080', 0],
    ['01', 1],
    ['81', -1],
    ['ff00', 255],
    ['ff80', -255],
    ['0100', 1],
    ['ffffff7f', 2147483647],
    ['ffffffff', -2147483647],
  ])('%s is %d', (hex, value) => {
    expect(decodeScriptNumber(hexToBytes(hex), false)).toBe(value);
  });

  test.each(['00', '80', '0000', '0080', '0100', '0180', 'ff0000'])('%s is not minimal', (hex) => {
    expect(decodeScriptNumber(hexToBytes(hex), true)).toBeUndefined();
  });

  test('only one form of each number is minimal', () => {
    fc.assert(
      fc.property(bytesUpTo(4), (bytes) => {
        const value = decodeScriptNumber(bytes, false)!;
        const minimal = bytesToHex(encodeScriptNumber(value)) === bytesToHex(bytes);
        expect(decodeScriptNumber(bytes, true) === value).toBe(minimal);
      }),
    );
  });
});

describe('parsing', () => {
  test('the instructions cover the script without gap, or end in a truncated push', () => {
    fc.assert(
      fc.property(bytesUpTo(120), (script) => {
        let end = 0;
        for (const operation of parseScript(script)) {
          expect(operation.offset).toBe(end);
          expect(operation.opcode).toBe(script[end]);
          if (operation.truncated) {
            expect(operation.data).toBeUndefined();
            return;
          }
          end = operation.end;
        }
        expect(end).toBe(script.length);
      }),
    );
  });

  test.each([0, 1, 2, 75, 76, 77, 255, 256, 520, 65535, 65536])(
    'a push of %d bytes is read as other software writes it',
    (length) => {
      const data = new Uint8Array(length).fill(0x42);
      const script = pushData(data);
      expect(bytesToHex(script)).toBe(bytesToHex(bitcoin.script.compile([data])));
      const [operation] = parseScript(script);
      expect(bytesToHex(operation!.data!)).toBe(bytesToHex(data));
      expect(operation!.end).toBe(script.length);
      expect(isMinimalPush(data, operation!.opcode)).toBe(true);
    },
  );

  test('longer pushes than needed are not minimal', () => {
    expect(isMinimalPush(new Uint8Array(0), OP.PUSHDATA1)).toBe(false);
    for (const byte of [1, 16, 0x81]) expect(isMinimalPush(Uint8Array.of(byte), 1)).toBe(false);
    for (const byte of [0, 17, 0x80, 0x82]) expect(isMinimalPush(Uint8Array.of(byte), 1)).toBe(true);
    expect(isMinimalPush(new Uint8Array(75).fill(9), OP.PUSHDATA1)).toBe(false);
    expect(isMinimalPush(new Uint8Array(76).fill(9), OP.PUSHDATA1)).toBe(true);
    expect(isMinimalPush(new Uint8Array(255).fill(9), OP.PUSHDATA2)).toBe(false);
    expect(isMinimalPush(new Uint8Array(65535).fill(9), OP.PUSHDATA4)).toBe(false);
  });

  test.each(['01', '4c', '4c02ff', '4d01', '4d0100', '4effffffff00', '024e'])(
    '%s ends inside a push',
    (hex) => {
      expect(parseScript(hexToBytes(hex)).at(-1)!.truncated).toBe(true);
      expect(isPushOnly(hexToBytes(hex))).toBe(false);
    },
  );

  test('OP_RESERVED counts as a push, OP_NOP does not', () => {
    expect(isPushOnly(assembleScript('0 1 16 -1 RESERVED <ffff>'))).toBe(true);
    expect(isPushOnly(assembleScript('1 NOP'))).toBe(false);
  });
});

describe('assembling', () => {
  test.each([
    ['', ''],
    ['0 1 16 -1', '0051604f'],
    ['17 -2 1000 4294967295', '01110182' + '02e803' + '05ffffffff00'],
    ['DUP OP_HASH160 <0102> EQUALVERIFY CHECKSIG', '76a902010288ac'],
    ["'Az' ''", '02417a00'],
    ["'two words'", '0974776f20776f726473'],
    ['0x02 0x417a', '02417a'],
    ['NOP2 OP_NOP3 CHECKLOCKTIMEVERIFY', 'b1b2b1'],
    ['<> CHECKSIGADD', '00ba'],
    ['  1\t2\n3 ', '515253'],
  ])('%j is %s', (text, hex) => {
    expect(bytesToHex(assembleScript(text))).toBe(hex);
  });

  test.each([
    ['1 NOSUCH', 2],
    ['1 4294967296', 2],
    ['0x0', 3],
    ['1 <0g>', 4],
    ['PUSHDATA1', 0],
    ["'never closed", 0],
    ['1 toString', 2],
  ])('%j is refused at %d', (text, offset) => {
    expect(() => assembleScript(text)).toThrow(DecodeError);
    expect(() => assembleScript(text)).toThrow(new RegExp(`offset ${offset}\\)`));
  });

  test('any text at all is a script or a DecodeError', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        try {
          assembleScript(text);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
    );
  });

  test('opcodes have one name each', () => {
    for (const [name, code] of Object.entries(OP)) {
      expect(opcodeOf(name)).toBe(code);
      expect(opcodeOf(opcodeName(code))).toBe(code);
      if (code in bitcoin.opcodes) expect(bitcoin.opcodes[`OP_${name}` as 'OP_DUP']).toBe(code);
    }
    expect(opcodeName(20)).toBe('OP_PUSHBYTES_20');
    expect(opcodeName(0xbb)).toBe('OP_UNKNOWN');
  });

  test('there are 87 OP_SUCCESS opcodes', () => {
    const successes = Array.from({ length: 256 }, (_, code) => code).filter(isOpSuccess);
    expect(successes.length).toBe(87);
    expect(successes).not.toContain(OP.INVALIDOPCODE);
    expect(successes).not.toContain(OP.CHECKSIGADD);
  });

  test('numbers are pushed in the shortest way', () => {
    for (const value of [-1, 0, 1, 16, 17, 127, 128, -128, 40000]) {
      const [operation] = parseScript(pushNumber(value));
      if (operation!.data !== undefined) expect(isMinimalPush(operation!.data, operation!.opcode)).toBe(true);
      expect(scriptAsm(pushNumber(value))).toBe(String(value));
    }
  });
});

test('a script may have more words than a call has room for arguments', () => {
  const words = 200_000;
  const script = assembleScript('1 '.repeat(words));
  expect([script.length, script.every((byte) => byte === OP['1'])]).toEqual([words, true]);
});

describe('asm as Bitcoin Core shows it', () => {
  const signature = concatBytes(
    signEcdsa(new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)),
    Uint8Array.of(0x81),
  );
  const hex = bytesToHex(signature.subarray(0, -1));

  test.each([
    ['76a902010288ac', 'OP_DUP OP_HASH160 513 OP_EQUALVERIFY OP_CHECKSIG'],
    ['00514f60', '0 1 -1 16'],
    ['0100', '0'],
    ['0400000080', '0'],
    ['050102030405', '0102030405'],
    ['b1b2ba', 'OP_CHECKLOCKTIMEVERIFY OP_CHECKSEQUENCEVERIFY OP_CHECKSIGADD'],
    ['fdff', 'OP_UNKNOWN OP_INVALIDOPCODE'],
    ['6a02ee', 'OP_RETURN [error]'],
  ])('%s', (script, asm) => {
    expect(scriptAsm(hexToBytes(script))).toBe(asm);
  });

  test('hash types are decoded in a scriptSig only', () => {
    const script = pushData(signature);
    expect(scriptAsm(script, { decodeSighash: true })).toBe(`${hex}[ALL|ANYONECANPAY]`);
    expect(scriptAsm(script)).toBe(`${hex}81`);
    const returned = concatBytes(Uint8Array.of(OP.RETURN), script);
    expect(scriptAsm(returned, { decodeSighash: true })).toBe(`OP_RETURN ${hex}81`);
    const undefinedType = pushData(concatBytes(signature.subarray(0, -1), Uint8Array.of(4)));
    expect(scriptAsm(undefinedType, { decodeSighash: true })).toBe(`${hex}04`);
  });
});
