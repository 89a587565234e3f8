import { expect, test } from 'vitest';
import { classParams } from '#bitcoin/consensus/params';
import { publicKeyOf } from '#bitcoin/crypto/public-key';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeWif } from '#bitcoin/keys/wif';
import { lockScripts } from '#bitcoin/wallet/locks/lock';
import { SimulationService } from '#workers/simulation-service';
import { runOf, second } from '../simulation/run-scenario.ts';

test('a wallet shows its keys whole, and the coins its user locked by hand until they are spent', async () => {
  const service = new SimulationService({
    clock: () => 0,
    connect: () => ({ count: 0, search: async () => [] }),
  });
  const { timeline, advanced } = await service.open(runOf('quiet-network', 1), {});
  const { name } = advanced.records.nodes[0]!;
  const wallet = async (id: number, time: number) => {
    const reply = await service.inspect(id, time, { type: 'wallet', node: 0 });
    if (reply.type !== 'wallet') throw new Error('no wallet');
    return reply;
  };
  const before = await wallet(timeline, 0);
  expect(before.locked).toEqual([]);
  for (const { privateKey, publicKey, wif } of before.keys) {
    expect(bytesToHex(publicKeyOf(hexToBytes(privateKey)))).toBe(publicKey);
    expect(decodeWif(wif, classParams)).toMatchObject({ ok: true, compressed: true });
  }
  const publicKey = hexToBytes(before.keys[0]!.publicKey);
  const script = bytesToHex(lockScripts({ type: 'csv', publicKey, blocks: 2 }).scriptPubKey);
  const acted = await service.act(timeline, { time: second, index: 0 }, 0, {
    type: 'pay-script',
    from: name,
    script,
    amount: '5000000',
  });
  const after = await wallet(acted.timeline, second);
  expect(after.locked).toMatchObject([{ value: '5000000', script, height: -1, spentInMempool: false }]);
  expect(after.tip.height).toBeGreaterThan(0);
});
