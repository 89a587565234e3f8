import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples } from '#bitcoin/examples/examples';
import { lecturePaymentExample } from '#bitcoin/examples/lecture-transactions';
import { decode } from '../../src/cli/decode.ts';
import { verify } from '../../src/cli/verify.ts';

const byId = (id: string) => examples.find((example) => example.id === id)!;
const genesisHex = byId('genesis-block').hex;
const verackHex = 'f9beb4d976657261636b000000000000000000005df6e0e2';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainroom-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command and gives its exit code and the JSON it printed. */
async function run(command: typeof decode, ...args: readonly string[]) {
  const lines: string[] = [];
  const code = await command(args, (text) => lines.push(text));
  expect(lines.length).toBe(1);
  return { code, json: JSON.parse(lines[0]!) as Record<string, unknown>, text: lines[0]! };
}

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('decode prints what bytes mean:', () => {
  test('a transaction in the shape of the lecture, amounts with eight decimals', async () => {
    const { code, json, text } = await run(decode, 'tx', lecturePaymentExample.hex);
    expect(code).toBe(0);
    expect(json).toMatchObject({ txid: lecturePaymentExample.hash, version: 1, size: 258 });
    expect(text).toContain('"value": 0.01500000,');
  });

  test('a block and a header', async () => {
    expect((await run(decode, 'block', genesisHex)).json).toMatchObject({
      hash: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
      bits: '1d00ffff',
      difficulty: 1,
      nTx: 1,
      size: 285,
      tx: [{ txid: '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b' }],
    });
    const { json } = await run(decode, 'header', byId('lecture-header').hex);
    expect(json).toMatchObject({ hash: byId('lecture-header').hash, versionHex: '00000002' });
    expect(json.difficulty).toBeCloseTo(1180923195.258026, 6);
  });

  test('a script on a chosen network', async () => {
    const { json } = await run(
      decode,
      'script',
      '0014751e76e8199196d454941c45d1b3a323f1433bd6',
      '--network',
      'test',
    );
    expect(json).toMatchObject({
      type: 'witness_v0_keyhash',
      address: 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx',
    });
  });

  test('a message', async () => {
    expect((await run(decode, 'message', verackHex)).json).toEqual({
      magic: 'd9b4bef9',
      command: 'verack',
      type: 'verack',
      payloadSize: 0,
    });
  });

  test('an address, and where a wrong one is wrong', async () => {
    const right = await run(decode, 'address', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4');
    expect(right).toMatchObject({
      code: 0,
      json: { isvalid: true, network: 'main', type: 'witness_v0_keyhash' },
    });
    const wrong = await run(decode, 'address', 'bc1qw508d6qejxtdg4z5r3zarvary0c5xw7kv8f3t4');
    expect(wrong).toMatchObject({
      code: 1,
      json: { isvalid: false, reason: 'address-checksum', error_locations: [18] },
    });
    const foreign = await run(
      decode,
      'address',
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
      '--network',
      'regtest',
    );
    expect(foreign).toMatchObject({ code: 1, json: { reason: 'address-network' } });
  });

  test('every field with its bytes', async () => {
    const { json } = await run(decode, 'header', genesisHex.slice(0, 160), '--fields');
    expect(json).toMatchObject([
      { key: 'version', start: 0, end: 4 },
      {},
      {},
      {},
      {},
      { key: 'nonce', end: 80 },
    ]);
  });

  test('from a file, with white space', async () => {
    const path = await file('genesis.hex', genesisHex.replace(/(.{64})/g, '$1\n'));
    expect((await run(decode, 'block', `@${path}`)).code).toBe(0);
  });
});

describe('malformed input is exit code 2, with the byte offset:', () => {
  test.each([
    [['tx', lecturePaymentExample.hex.slice(0, 40)], 5],
    [['tx', `${lecturePaymentExample.hex}00`], 258],
    [['tx', ''], 0],
    [['tx', 'zz'], 0],
    [['header', '00'.repeat(79)], 76],
    [['message', `${verackHex.slice(0, -2)}00`], 20],
    [['block', genesisHex.slice(0, -2)], 281],
  ])('%j', async (args, offset) => {
    const { code, json } = await run(decode, ...args);
    expect(code).toBe(2);
    expect(json).toMatchObject({ offset });
    expect(json.error).toBeTypeOf('string');
  });

  test.each([
    [[]],
    [['tx']],
    [['tx', '00', '11']],
    [['coin', '00']],
    [['tx', '00', '--what']],
    [['tx', '@/no/file']],
  ])('a command line like %j', async (args) => {
    const { code, json } = await run(decode, ...args);
    expect(code).toBe(2);
    expect(json.error).toBeTypeOf('string');
  });

  test('any hex of any kind ends with a code and JSON', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('tx', 'block', 'header', 'script', 'address', 'message'),
        fc.uint8Array({ maxLength: 120 }),
        async (kind, bytes) => {
          const { code } = await run(decode, kind, Buffer.from(bytes).toString('hex'));
          expect([0, 1, 2]).toContain(code);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('verify', () => {
  test('accepts a true transaction with its previous outputs', async () => {
    const path = await file('prevouts.json', JSON.stringify([byId('lecture-funding').hex]));
    const result = await run(
      verify,
      'tx',
      lecturePaymentExample.hex,
      '--prevouts',
      path,
      '--height',
      '277316',
    );
    expect(result).toMatchObject({
      code: 0,
      json: {
        valid: true,
        fee: 0.0005,
        flags: ['P2SH'],
        scriptsChecked: true,
        inputs: [{ index: 0, ok: true }],
      },
    });
  });

  test('says that without previous outputs no script was checked', async () => {
    expect(await run(verify, 'tx', lecturePaymentExample.hex)).toMatchObject({
      code: 0,
      json: { valid: true, scriptsChecked: false },
    });
  });

  test('refuses with the reason and exit code 1', async () => {
    const { prevouts, hex } = byId('taproot-key-path');
    const path = await file(
      'wrong.json',
      JSON.stringify([[1 + prevouts[0]!.satoshis, prevouts[0]!.scriptPubKey]]),
    );
    expect(await run(verify, 'tx', hex, '--prevouts', path)).toMatchObject({
      code: 1,
      json: { valid: false, reason: 'mempool-script-verify-flag-failed', inputs: [{ error: 'SCHNORR_SIG' }] },
    });
    // Byte 76 is the first of the nonce.
    const nonce = `${genesisHex.slice(0, 152)}00${genesisHex.slice(154)}`;
    expect(await run(verify, 'block', nonce)).toMatchObject({
      code: 1,
      json: { valid: false, reason: 'high-hash' },
    });
  });

  test('accepts real blocks', async () => {
    for (const id of ['genesis-block', 'first-payment-block'])
      expect(await run(verify, 'block', byId(id).hex)).toMatchObject({ code: 0, json: { valid: true } });
  });

  test.each([
    [['tx', '00']],
    [['block', genesisHex.slice(0, 200)]],
    [['header', genesisHex.slice(0, 160)]],
    [['tx', lecturePaymentExample.hex, '--prevouts', '/no/such/file']],
    [['tx', lecturePaymentExample.hex, '--height', 'high']],
    [['tx', lecturePaymentExample.hex, '--network', 'moon']],
    [[]],
  ])('is exit code 2 for %j', async (args) => {
    const { code, json } = await run(verify, ...args);
    expect(code).toBe(2);
    expect(json.error).toBeTypeOf('string');
  });

  test('is exit code 2 for previous outputs that are none', async () => {
    const path = await file('broken.json', '[1,2');
    const { code, json } = await run(verify, 'tx', lecturePaymentExample.hex, '--prevouts', path);
    expect(code).toBe(2);
    expect(json.error).toMatch(/not JSON/);
  });
});
