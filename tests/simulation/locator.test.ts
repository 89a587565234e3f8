import { expect, test } from 'vitest';
import { locatorOf } from '#bitcoin/chain/block-index';
import { findPrologue } from '#scenarios/shipped';
import { locatorRefs } from '#simulation/node/chain';

test('a node sends the locator that the header tree gives', () => {
  for (const block of findPrologue('before-retarget').blocks) {
    expect(locatorRefs(block).map(({ hash }) => hash)).toEqual(locatorOf(block.index));
  }
});
