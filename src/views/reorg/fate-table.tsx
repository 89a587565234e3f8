import type { TxFate } from '#app/history';
import { Chip } from '../inspector/parts/chip.tsx';
import { BlockLink, TxLink } from '../inspector/parts/object-link.tsx';
import { TxRow, TxRows } from '../inspector/parts/tx-row.tsx';
import { useSentence } from '../inspector/use-sentence.tsx';
import { useText } from '../use-text.ts';
import { orderFates } from './reorg-sentence.ts';

/** What became of every transaction of the blocks that went out. */
export function FateTable({ fates }: { readonly fates: readonly TxFate[] }) {
  const t = useText('reorg');
  return (
    <TxRows label={t('fatesLabel')}>
      {orderFates(fates).map((fate) => (
        <TxRow key={fate.tx} tx={fate.tx} end={<FateChip fate={fate} />} />
      ))}
    </TxRows>
  );
}

/** One fate in words on its colour. */
export function FateChip({ fate }: { readonly fate: TxFate }) {
  const say = useSentence('reorg');
  switch (fate.fate) {
    case 're-mined':
      return (
        <Chip tone="agreed">
          {say('fate.remined', { block: <BlockLink block={fate.block} height="only" /> })}
        </Chip>
      );
    case 'back-in-mempool':
      return <Chip tone="pending">{say('fate.returned')}</Chip>;
    case 'conflicted':
      return <Chip tone="danger">{say('fate.conflicted', { tx: <TxLink tx={fate.conflict} /> })}</Chip>;
    case 'vanished':
      return <Chip tone="neutral">{say('fate.vanished')}</Chip>;
  }
}
