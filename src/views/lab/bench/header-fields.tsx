import { benchBlock } from '#app/bench/bench-block';
import { difficultyAt } from '#app/bench/difficulty-scale';
import { draftOf, type HeaderField, readDraft } from '#app/bench/header-draft';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { lectureHeaderExample } from '#bitcoin/examples/lecture-header';
import type { BlockHeader } from '#bitcoin/primitives/block';
import { decodeHeader } from '#bitcoin/primitives/block-header';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { useBenchForm } from './bench-form.ts';

const starts = ['own', 'genesis', 'lecture'] as const;
type Start = (typeof starts)[number];

/** The header's fields but the nonce, to be changed at will. */
export function HeaderFields() {
  const t = useText('bench');
  const { draft, set } = useBenchForm((state) => state);
  return (
    <div className={css.headerFields}>
      <Select<Start | ''>
        label={t('start.label')}
        value={startOf(draft.previousBlockHash)}
        options={starts.map((value) => ({ value, label: t(`start.${value}`) }))}
        onChange={(value) => value !== '' && set({ draft: draftOf(headerOf(value)) })}
      />
      <div className={css.mono}>
        <DraftField name="previousBlockHash" />
        <DraftField name="merkleRoot" />
      </div>
      <div className={css.threes}>
        <DraftField name="version" />
        <DraftField name="time" />
        <DraftField name="bits" />
      </div>
    </div>
  );
}

/** One field of the header. */
export function DraftField({ name }: { readonly name: HeaderField }) {
  const t = useText('bench');
  const { draft, set } = useBenchForm((state) => state);
  return (
    <TextField
      label={t(`field.${name}`)}
      value={draft[name]}
      inputMode={name === 'time' || name === 'nonce' ? 'numeric' : 'text'}
      onChange={(value) => set({ draft: { ...draft, [name]: value } })}
      error={readDraft(draft).wrong.includes(name) ? t(`wrong.${name}`) : undefined}
    />
  );
}

function headerOf(start: Start): BlockHeader {
  switch (start) {
    case 'own':
      return benchBlock({ message: '', bits: difficultyAt(4).bits, serial: 0, extraNonce: 0 }).header;
    case 'genesis':
      return { ...mainnetGenesisBlock.header, nonce: mainnetGenesisBlock.header.nonce - 3 };
    case 'lecture': {
      const header = decodeHeader(hexToBytes(lectureHeaderExample.hex));
      return { ...header, nonce: header.nonce - 3 };
    }
  }
}

function startOf(previousBlockHash: string): Start | '' {
  return starts.find((start) => headerOf(start).previousBlockHash === previousBlockHash) ?? '';
}
