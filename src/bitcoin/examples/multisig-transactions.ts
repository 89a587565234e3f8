import type { Example } from './example.ts';

/** The first published spend of 2-of-3 signatures behind a script hash. The script that says “2 of 3” is in the input. */
export const p2shMultisigExample: Example = {
  id: 'p2sh-multisig',
  kind: 'transaction',
  hex: [
    '0100000001aca7f3b45654c230e0886a57fb988c3044ef5e8f7f39726d305c61d5e818903c00000000fd5d01',
    '0048304502200187af928e9d155c4b1ac9c1c9118153239aba76774f775d7c1f9c3e106ff33c',
    '0221008822b0f658edec22274d0b6ae9de10ebf2da06b1bbdaaba4e50eb078f39e3d7801',
    '4730440220795f0f4f5941a77ae032ecb9e33753788d7eb5cb0c78d805575d6b00a1d9bfed',
    '02203e1f4ad9332d1416ae01e27038e945bc9db59c732728a383a6f1ed2fb99da7a401',
    '4cc952',
    '410491bba2510912a5bd37da1fb5b1673010e43d2c6d812c514e91bfa9f2eb129e1c183329db55bd868e209aac2fbc02cb33d98fe74bf23f0c235d6126b1d8334f86',
    '4104865c40293a680cb9c020e7b1e106d8c1916d3cef99aa431a56d253e69256dac09ef122b1a986818a7cb624532f062c1d1f8722084861c5c3291ccffef4ec6874',
    '41048d2455d2403e08708fc1f556002f1b6cd83f992d085097f9974ab08a28838f07896fbab08f39495e15fa6fad6edbfb1e754e35fa1c7844c41f322a1863d46213',
    '53ae',
    'ffffffff0140420f00000000001976a914ae56b4db13554d321c402db3961187aed1bbed5b88ac00000000',
  ].join(''),
  hash: '837dea37ddc8b1e3ce646f1a656e79bbd8cc7f558ac56a169626d649ebe2a3ba',
  prevouts: [{ satoshis: 1_000_000, scriptPubKey: 'a914f815b036d9bbbce5e9f2a00abd1bf3dc91e9551087' }],
  source: 'G. Andresen, “TwoOfThree.sh”, gist 3966071 (2012)',
};

/** A 2-of-3 spend in SegWit: signatures and script are in the witness, where they cost a quarter and change no txid. */
export const segwitMultisigExample: Example = {
  id: 'segwit-multisig',
  kind: 'transaction',
  hex: [
    '010000000001011f97548fbbe7a0db7588a66e18d803d0089315aa7d4cc28360b6ec50ef36718a0100000000ffffffff',
    '02df1776000000000017a9146c002a686959067f4866b8fb493ad7970290ab7287',
    '57d29f0000000000220020701a8d401c84fb13e6baf169d59684e17abd9fa216c8cc5b9fc63d622ff8c58d',
    '0400',
    '4730440220565d170eed95ff95027a69b313758450ba84a01224e1f7f130dda46e94d13f86',
    '02207bdd20e307f062594022f12ed5017bbf4a055a06aea91c10110a0e3bb23117fc01',
    '4730440220647d2dc5b15f60bc37dc42618a370b2a1490293f9e5c8464f53ec4fe1dfe0673',
    '02203598773895b4b16d37485cbe21b337f4e4b650739880098c592553add7dd435501',
    '6952',
    '210375e00eb72e29da82b89367947f29ef34afb75e8654f6ea368e0acdfd92976b7c',
    '2103a1b26313f430c4b15bb1fdce663207659d8cac749a0e53d70eff01874496feff',
    '2103c96d495bfdd5ba4145e3e046fee45e84a8a48ad05bd8dbb395c011a32cf9f880',
    '53ae00000000',
  ].join(''),
  hash: '1a3e89644985fbbb41e0dcfe176739813542b5937003c46a07de1e3ee7a4a7f3',
  prevouts: [
    {
      satoshis: 18_393_430,
      scriptPubKey: '0020701a8d401c84fb13e6baf169d59684e17abd9fa216c8cc5b9fc63d622ff8c58d',
    },
  ],
  source: 'transaction 1a3e8964… of the main network; Bitcoin Core src/test/kernel/test_kernel.cpp',
};
