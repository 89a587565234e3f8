import { test } from 'vitest';
import { mempoolStaysConsistent } from './mempool-property.ts';

test('over hundreds of histories the mempool holds no conflict, no missing input and no wrong sum', () => {
  mempoolStaysConsistent(400);
});
