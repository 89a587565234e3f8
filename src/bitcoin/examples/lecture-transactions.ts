import type { Example } from './example.ts';

const aliceScript = '76a9147f9b1a7fb68d60c536c2fd8aeaa53a8f3cc025a888ac';

/** The transaction whose first output the lecture's transaction spends: 0.1 BTC for Alice. */
export const lectureFundingExample: Example = {
  id: 'lecture-funding',
  kind: 'transaction',
  hex: [
    '0100000001524d288f25cada331c298e21995ad070e1d1a0793e818f2f7cfb5f6122ef3e71000000008c49',
    '3046022100a59e516883459706ac2e6ed6a97ef9788942d3c96a0108f2699fa48d9a5725d1',
    '022100f9bb4434943e87901c0c96b5f3af4e7ba7b83e12c69b1edbfe6965f933fcd17d0141',
    '04e5a0b4de6c09bd9d3f730ce56ff42657da3a7ec4798c0ace2459fb007236bc3249f70170509ed663da0300023a5de700998bfec49d4da4c66288a58374626c8d',
    `ffffffff01809698000000000019${aliceScript}00000000`,
  ].join(''),
  hash: '7957a35fe64f80d234d76d83a2a8f1a0d8149a41d81de548f0a65a8a999f6f18',
  prevouts: [],
  source: 'A. Antonopoulos, Mastering Bitcoin, chapter 2: Joe pays Alice',
};

/** The lecture's example of a transaction: 0.015 BTC for a cup of coffee, the change back to Alice. */
export const lecturePaymentExample: Example = {
  id: 'lecture-payment',
  kind: 'transaction',
  hex: [
    '0100000001186f9f998a5aa6f048e51dd8419a14d8a0f1a8a2836dd734d2804fe65fa35779000000008b48',
    '3045022100884d142d86652a3f47ba4746ec719bbfbd040a570b1deccbb6498c75c4ae24cb',
    '02204b9f039ff08df09cbe9f6addac960298cad530a863ea8f53982c09db8f6e38130141',
    '0484ecc0d46f1918b30928fa0e4ed99f16a0fb4fde0735e7ade8416ab9fe423cc5412336376789d172787ec3457eee41c04f4938de5cc17b4a10fa336a8d752adf',
    'ffffffff0260e31600000000001976a914ab68025513c3dbd2f7b92a94e0581f5d50f654e788ac',
    `d0ef80000000000019${aliceScript}00000000`,
  ].join(''),
  hash: '0627052b6f28912f2703066a912ea577f2ce4da4caa5a5fbd8a57286c345c2f2',
  height: 277_316,
  prevouts: [{ satoshis: 10_000_000, scriptPubKey: aliceScript }],
  source: 'the lecture; A. Antonopoulos, Mastering Bitcoin, chapter 2: Alice pays Bob',
};

/** The lecture's coinbase transaction: 25 BTC of subsidy and 0.09094928 BTC of fees. */
export const lectureCoinbaseExample: Example = {
  id: 'lecture-coinbase',
  kind: 'transaction',
  hex: [
    '01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff',
    '0f03443b0403858402062f503253482fffffffff',
    '0110c08d950000000023',
    '2102aa970c592640d19de03ff6f329d6fd2eecb023263b9ba5d1b81c29b523da8b21ac',
    '00000000',
  ].join(''),
  hash: 'd5ada064c6417ca25c4308bd158c34b77e1c0eca2a73cda16c737e7424afba2f',
  height: 277_316,
  prevouts: [],
  source: 'the lecture; A. Antonopoulos, Mastering Bitcoin, chapter 8',
};
