import { useState } from 'react';
import type { TxFate } from '#app/history';
import { Button } from '../design/button.tsx';
import { Chip, type ChipTone } from '../inspector/parts/chip.tsx';
import { BlockLink, TxLink } from '../inspector/parts/object-link.tsx';
import { TxRow, TxRows } from '../inspector/parts/tx-row.tsx';
import { useSentence } from '../inspector/use-sentence.tsx';
import { useText } from '../use-text.ts';
import css from './fate-table.module.css';
import { type FateGroup, groupFates } from './reorg-sentence.ts';

const tones: Readonly<Record<TxFate['fate'], ChipTone>> = {
  conflicted: 'danger',
  'back-in-mempool': 'pending',
  're-mined': 'agreed',
  vanished: 'neutral',
};

/** What became of every transaction of the blocks that went out, a group for each fate. */
export function FateTable({ fates }: { readonly fates: readonly TxFate[] }) {
  return (
    <div className={css.groups}>
      {groupFates(fates).map((group) => (
        <Group key={group.fate} group={group} few={fates.length <= 8} />
      ))}
    </div>
  );
}

function Group({ group, few }: { readonly group: FateGroup; readonly few: boolean }) {
  const t = useText('reorg');
  const [all, setAll] = useState(false);
  const shown = all || few ? group.fates : group.fates.slice(0, 3);
  return (
    <section className={css.group}>
      <h4>
        <Chip tone={tones[group.fate]}>{t(`fateName.${group.fate}`)}</Chip>
        <span>{group.fates.length}</span>
      </h4>
      <TxRows label={t(`fateName.${group.fate}`)}>
        {shown.map((fate) => (
          <TxRow key={fate.tx} tx={fate.tx} end={<FateEnd fate={fate} />} />
        ))}
      </TxRows>
      {shown.length < group.fates.length && (
        <Button tone="quiet" onClick={() => setAll(true)}>
          {t('showAll', { count: group.fates.length })}
        </Button>
      )}
    </section>
  );
}

/** Where the transaction is now, or what stands in its way. */
function FateEnd({ fate }: { readonly fate: TxFate }) {
  const say = useSentence('reorg');
  if (fate.fate === 're-mined')
    return <>{say('inBlock', { block: <BlockLink block={fate.block} height /> })}</>;
  if (fate.fate === 'conflicted' && fate.conflict >= 0) {
    return <>{say('spentBy', { tx: <TxLink tx={fate.conflict} /> })}</>;
  }
  return null;
}
