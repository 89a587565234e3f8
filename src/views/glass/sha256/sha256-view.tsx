import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { sha256d } from '#bitcoin/crypto/sha256';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { hashFromBytes } from '#bitcoin/primitives/hashes';
import { IconButton } from '../../design/button.tsx';
import { Slider } from '../../design/slider.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { useText } from '../../use-text.ts';
import { avalancheOf, doubleCompressions, withFlippedBit } from './avalanche.ts';
import { type Compression, digestOf, roundParts } from './sha256-rounds.ts';
import css from './sha256-view.module.css';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** How bytes become their double SHA-256, round by round, forwards and back; and what one flipped bit does. */
export function Sha256View({ bytes }: { readonly bytes: Uint8Array }) {
  const t = useText('glass');
  const compressions = useMemo(() => doubleCompressions(bytes), [bytes]);
  const [chunk, setChunk] = useState(0);
  const [round, setRound] = useState(0);
  const compression = compressions[Math.min(chunk, compressions.length - 1)]!;
  const first = compressions.length - 1;
  return (
    <div className={css.view}>
      <p className={css.prose}>{t('sha.gist', { count: first, bytes: bytes.length })}</p>
      <Tabs
        label={t('sha.compressions')}
        look="segments"
        value={String(chunk)}
        tabs={compressions.map((_, i) => ({
          value: String(i),
          label: i === first ? t('sha.second') : t('sha.chunk', { n: i + 1 }),
        }))}
        onChange={(value) => {
          setChunk(Number(value));
          setRound(0);
        }}
      />
      <div className={css.controls}>
        <IconButton label={t('sha.back')} disabled={round === 0} onClick={() => setRound(round - 1)}>
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <div className={css.slider}>
          <Slider
            label={t('sha.round')}
            value={round}
            min={0}
            max={64}
            step={1}
            words={t('sha.roundOf', { round })}
            onChange={setRound}
          />
        </div>
        <IconButton label={t('sha.forward')} disabled={round === 64} onClick={() => setRound(round + 1)}>
          <ChevronRight size={18} aria-hidden />
        </IconButton>
      </div>
      <BitGrid compression={compression} round={round} />
      <Sums compression={compression} round={round} />
      <Avalanche bytes={bytes} at={chunk * 64 + Math.max(0, round - 1)} />
    </div>
  );
}

/** Eight words of 32 bits; what this round changed is ringed. */
function BitGrid({ compression, round }: { readonly compression: Compression; readonly round: number }) {
  const t = useText('glass');
  const now = compression.rounds[round]!;
  const before = compression.rounds[Math.max(0, round - 1)]!;
  return (
    <div
      className={css.grid}
      role="img"
      aria-label={t('sha.stateLabel', { round, words: now.map(hex).join(' ') })}
    >
      {names.map((name, row) => (
        <div key={name} className={css.word} data-new={(round > 0 && (row === 0 || row === 4)) || undefined}>
          <span className={css.name}>{name}</span>
          <svg viewBox="0 0 320 12" preserveAspectRatio="none" aria-hidden="true">
            <path d={bitsPath(now[row]!)} className={css.one} />
            {round > 0 && <path d={bitsPath((now[row]! ^ before[row]!) >>> 0)} className={css.changed} />}
          </svg>
          <code>{hex(now[row]!)}</code>
        </div>
      ))}
    </div>
  );
}

/** The additions of the round just made. */
function Sums({ compression, round }: { readonly compression: Compression; readonly round: number }) {
  const t = useText('glass');
  if (round === 0) return <p className={css.prose}>{t('sha.beforeRounds')}</p>;
  const parts = roundParts(compression, round - 1);
  const after = compression.rounds[round]!;
  return (
    <div className={css.sums}>
      <Sum
        label={t('sha.newE')}
        value={after[4]!}
        terms={[
          ['d', compression.rounds[round - 1]![3]!],
          ['h', compression.rounds[round - 1]![7]!],
          ['Σ₁(e)', parts.sum1],
          ['Ch(e,f,g)', parts.choice],
          [t('sha.constant', { n: round - 1 }), parts.constant],
          [t('sha.message', { n: round - 1 }), parts.schedule],
        ]}
      />
      <Sum
        label={t('sha.newA')}
        value={after[0]!}
        terms={[
          ['T₁', parts.temp1],
          ['Σ₀(a)', parts.sum0],
          ['Maj(a,b,c)', parts.majority],
        ]}
      />
      {round === 64 && (
        <p className={css.prose}>
          {t('sha.ended')} <code className={css.digest}>{bytesToHex(digestOf(compression.after))}</code>
        </p>
      )}
    </div>
  );
}

function Sum({
  label,
  value,
  terms,
}: {
  readonly label: string;
  readonly value: number;
  readonly terms: readonly (readonly [string, number])[];
}) {
  return (
    <div className={css.sum}>
      <h5>{label}</h5>
      <dl>
        {terms.map(([name, term]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{hex(term)}</dd>
          </div>
        ))}
        <div className={css.total}>
          <dt>=</dt>
          <dd>{hex(value)}</dd>
        </div>
      </dl>
    </div>
  );
}

/** One flipped bit of the input, and how many bits of the state it has reached after each round. */
function Avalanche({ bytes, at }: { readonly bytes: Uint8Array; readonly at: number }) {
  const t = useText('glass');
  // The last bits of a header are its nonce: the one a miner changes.
  const [bit, setBit] = useState(bytes.length * 8 - 8);
  const curve = useMemo(() => avalancheOf(bytes, bit), [bytes, bit]);
  const [width, height] = [320, 84];
  const x = (i: number) => (i / (curve.length - 1)) * width;
  const y = (value: number) => height - 4 - (value / 176) * (height - 8);
  const before = hashFromBytes<string>(sha256d(bytes));
  const after = hashFromBytes<string>(sha256d(withFlippedBit(bytes, bit)));
  return (
    <section className={css.avalanche}>
      <h5>{t('sha.avalanche')}</h5>
      <Slider
        label={t('sha.flip')}
        value={bit}
        min={0}
        max={bytes.length * 8 - 1}
        step={1}
        words={t('sha.flipAt', { byte: bit >> 3, bit: bit & 7 })}
        onChange={setBit}
      />
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={css.chart}
        role="img"
        aria-label={t('sha.curveLabel', { last: curve.at(-1) ?? 0 })}
      >
        <line x1={0} x2={width} y1={y(128)} y2={y(128)} className={css.half} />
        {Array.from({ length: curve.length / 64 - 1 }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: compressions keep their order
          <line key={i} x1={x((i + 1) * 64)} x2={x((i + 1) * 64)} y1={0} y2={height} className={css.bound} />
        ))}
        <polyline points={curve.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
        <circle cx={x(at)} cy={y(curve[at] ?? 0)} r={4} />
      </svg>
      <p className={css.prose}>{t('sha.avalancheNote', { count: curve[at] ?? 0 })}</p>
      <dl className={css.compare}>
        <div>
          <dt>{t('sha.asIs')}</dt>
          <dd>{before}</dd>
        </div>
        <div>
          <dt>{t('sha.flipped')}</dt>
          <dd>{after}</dd>
        </div>
      </dl>
    </section>
  );
}

/** The one bits of a word as squares in a row of 320 × 12. */
function bitsPath(word: number): string {
  let path = '';
  for (let bit = 0; bit < 32; bit++) {
    if ((word >>> (31 - bit)) & 1) path += `M${bit * 10 + 0.8} 1.5h8.4v9h-8.4z`;
  }
  return path;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
