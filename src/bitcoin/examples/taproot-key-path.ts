import type { Example } from './example.ts';

/** The first spend of a taproot output on the main network: one signature of 64 bytes, “I like Schnorr sigs and I cannot lie”. */
export const taprootKeyPathExample: Example = {
  id: 'taproot-key-path',
  kind: 'transaction',
  hex: [
    '01000000000101d1f1c1f8cdf6759167b90f52c9ad358a369f95284e841d7a2536cef31c0549580100000000fdffffff',
    '020000000000000000316a2f49206c696b65205363686e6f7272207369677320616e6420492063616e6e6f74206c69652e20406269746275673432',
    '9e06010000000000225120a37c3903c8d0db6512e2b40b0dffa05e5a3ab73603ce8c9c4b7771e5412328f9',
    '0140a60c383f71bac0ec919b1d7dbc3eb72dd56e7aa99583615564f9f99b8ae4e837b758773a5b2e4c51348854c8389f008e05029db7f464a5ff2e01d5e6e626174a',
    'ffd30a00',
  ].join(''),
  hash: '33e794d097969002ee05d336686fc03c9e15a597c1b9827669460fac98799036',
  height: 709_635,
  prevouts: [
    {
      satoshis: 88_480,
      scriptPubKey: '5120339ce7e165e67d93adb3fef88a6d4beed33f01fa876f05a225242b82a631abc0',
    },
  ],
  source: 'transaction 33e794d0… of the main network, block 709,635, 14 November 2021',
};
