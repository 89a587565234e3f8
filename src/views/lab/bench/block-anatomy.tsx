import { type BenchBlock, type BenchBlockRequest, benchBlock } from '#app/bench/bench-block';
import { bytesToHex } from '#bitcoin/encoding/hex';
import type { BlockHeader } from '#bitcoin/primitives/block';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { formatCount } from '../../format/quantity.ts';
import { Section } from '../../inspector/parts/facts.tsx';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { useBenchForm } from './bench-form.ts';
import { formatHuge } from './bench-words.ts';

/** The way from extraNonce to the header: coinbase, its txid, the Merkle root, 80 bytes. */
export function BlockAnatomy(props: {
  readonly request: Omit<BenchBlockRequest, 'extraNonce'>;
  readonly extraNonce: number;
  readonly nonce: number;
}) {
  const t = useText('bench');
  const nonceBits = useBenchForm((state) => state.nonceBits);
  const { request, extraNonce, nonce } = props;
  const block = benchBlock({ ...request, extraNonce });
  const before = extraNonce === 0 ? undefined : benchBlock({ ...request, extraNonce: extraNonce - 1 });
  return (
    <Section
      title={t('machine.anatomy')}
      aside={t('machine.headers', { count: formatCount(extraNonce + 1) })}
    >
      <p className={css.quiet}>
        {t('machine.anatomyLead', { count: formatHuge(2 ** nonceBits) })}{' '}
        {before !== undefined && t('machine.changed', { extra: formatCount(extraNonce) })}
      </p>
      <dl className={css.anatomy}>
        <dt>
          {t('machine.coinbase')} · {t('machine.extraNonce')} {formatCount(extraNonce)}
        </dt>
        <dd>
          <CoinbaseHex block={block} before={before} />
        </dd>
        <dt>{t('machine.coinbaseTxid')}</dt>
        <dd>
          <Changed text={block.coinbaseTxid} before={before?.coinbaseTxid} />
        </dd>
        <dt>{t('machine.payment')}</dt>
        <dd>{block.payment}</dd>
        <dt>{t('machine.root')}</dt>
        <dd>
          <Changed text={block.merkleRoot} before={before?.merkleRoot} />
        </dd>
        <dt>{t('machine.header')}</dt>
        <dd>
          <Changed text={hexWith(block.header, nonce)} before={before && hexWith(before.header, nonce)} />
        </dd>
      </dl>
    </Section>
  );
}

function hexWith(header: BlockHeader, nonce: number): string {
  return bytesToHex(encodeHeader({ ...header, nonce }));
}

function CoinbaseHex({
  block,
  before,
}: {
  readonly block: BenchBlock;
  readonly before: BenchBlock | undefined;
}) {
  const { coinbaseHex, extraNonceAt } = block;
  const end = extraNonceAt + 8;
  const digits = coinbaseHex.slice(extraNonceAt, end);
  return (
    <>
      {coinbaseHex.slice(0, extraNonceAt)}
      {before === undefined ? <u>{digits}</u> : <mark>{digits}</mark>}
      {coinbaseHex.slice(end)}
    </>
  );
}

/** A text with the stretch marked in which it differs from the one before. */
function Changed({ text, before }: { readonly text: string; readonly before: string | undefined }) {
  if (before === undefined || before === text) return text;
  let first = 0;
  while (text[first] === before[first]) first++;
  let last = text.length;
  while (text[last - 1] === before[last - 1]) last--;
  return (
    <>
      {text.slice(0, first)}
      <mark>{text.slice(first, last)}</mark>
      {text.slice(last)}
    </>
  );
}
