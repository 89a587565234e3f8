import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { difficultyOf, zeroBitsOfHash } from '#app/bench/difficulty-scale';
import { draftOf, readDraft, wholeNumber } from '#app/bench/header-draft';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/text-field.tsx';
import { formatCount, formatPercent } from '../../format/quantity.ts';
import { Section } from '../../inspector/parts/facts.tsx';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { useBenchForm } from './bench-form.ts';
import { useBench } from './bench-session.ts';
import { formatHuge, formatReal } from './bench-words.ts';
import { DraftField, HeaderFields } from './header-fields.tsx';
import { NumberLines } from './number-lines.tsx';
import { TargetSlider } from './target-slider.tsx';
import { ZeroHash } from './zero-hash.tsx';

const easiest = 1;
const hardest = 16;

/** One nonce at a time, and a memory of where every hash fell. */
export function ByHand() {
  const t = useText('bench');
  const { hand } = useBench();
  const { draft, set } = useBenchForm((state) => state);
  const { tries, made, best, found, revealing } = useStore(hand.store);
  const { header } = readDraft(draft);
  const difficulty = header === undefined ? undefined : difficultyOf(header.bits);
  const last = tries.at(-1);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (header === undefined || difficulty === undefined) return;
    hand.tryHeader(header, difficulty.target);
    set({ draft: { ...draft, nonce: String((header.nonce + 1) >>> 0) } });
  };
  return (
    <div className={css.columns}>
      <div className={css.controls}>
        <p className={css.lead}>{t('hand.lead')}</p>
        <form className={css.guess} onSubmit={submit}>
          <DraftField name="nonce" />
          <Button tone="primary" type="submit" disabled={header === undefined || revealing}>
            {t('hand.tryIt')}
          </Button>
          <span className={css.quiet}>{t('hand.tryHint')}</span>
        </form>
        <div className={css.late}>
          <GuessGame />
        </div>
        <TargetSlider
          bits={difficulty?.bits ?? 0}
          from={easiest}
          to={hardest}
          onChange={(bits) => {
            hand.clear();
            set({ draft: { ...draft, bits: bits.toString(16).padStart(8, '0') } });
          }}
        />
        <div className={css.late}>
          <HeaderFields />
        </div>
      </div>
      <div className={css.results}>
        <div className={css.outcome} data-ok={last?.wins} aria-live="polite">
          {last === undefined || difficulty === undefined ? (
            <p className={css.quiet}>{t('hand.waiting')}</p>
          ) : (
            <>
              <div className={css.outcomeHead}>
                <span>{t('hand.nonceOf', { nonce: formatCount(last.nonce) })}</span>
                <strong>
                  {last.wins
                    ? t('hand.wins')
                    : t('hand.loses', { times: formatReal(factorOver(last.hash, difficulty.target)) })}
                </strong>
              </div>
              <ZeroHash hash={last.hash} name={t('hand.last')} />
              <ZeroHash hash={hex(difficulty.target)} name={t('hand.targetHash')} />
            </>
          )}
        </div>
        <Section
          title={t('hand.line')}
          aside={t('hand.triesOf', {
            tries: formatCount(made),
            expected: formatHuge(difficulty?.tries ?? 0),
          })}
        >
          {tries.length === 0 && <p className={css.quiet}>{t('hand.empty')}</p>}
          <NumberLines
            tries={tries}
            best={best}
            share={difficulty === undefined ? 0.5 : 1 / difficulty.tries}
            words={t('hand.lineAlt', {
              count: tries.length,
              share: formatPercent(difficulty === undefined ? 0 : 1 / difficulty.tries),
              bits: best === undefined ? 0 : Math.floor(zeroBitsOfHash(best.hash)),
            })}
          />
          {best !== undefined && <ZeroHash hash={best.hash} name={t('hand.best')} />}
        </Section>
        {tries.length > 0 && (
          <div className={css.buttons}>
            <Button tone="quiet" onClick={hand.clear}>
              {t('hand.clear')}
            </Button>
            {found !== undefined && header !== undefined && (
              <Button tone="quiet" onClick={() => set({ draft: draftOf({ ...header, nonce: found.nonce }) })}>
                {t('hand.nonceOf', { nonce: formatCount(found.nonce) })}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

/** The class says how many tries more, then the machine shows. */
function GuessGame() {
  const t = useText('bench');
  const { hand } = useBench();
  const draft = useBenchForm((state) => state.draft);
  const set = useBenchForm((state) => state.set);
  const { guess, found, made, revealing, tooHard } = useStore(hand.store);
  const [text, setText] = useState('');
  const { header } = readDraft(draft);
  const difficulty = header === undefined ? undefined : difficultyOf(header.bits);
  const more = wholeNumber(text, 1, 1_000_000);
  if (difficulty === undefined || header === undefined) return null;
  const reveal = (event: FormEvent) => {
    event.preventDefault();
    if (more === undefined) return;
    hand.guess(more);
    void hand
      .reveal(header, difficulty.target)
      .then((nonce) => set({ draft: { ...draft, nonce: String(nonce) } }));
  };
  const needed = guess === undefined || found === undefined ? undefined : found.after - guess.after;
  return (
    <Section title={t('hand.guessTitle')}>
      <p className={css.quiet}>{t('hand.guessLead', { expected: formatHuge(difficulty.tries) })}</p>
      <form className={css.guess} onSubmit={reveal}>
        <TextField
          label={t('hand.guessLabel')}
          value={text}
          inputMode="numeric"
          unit={t('hand.more')}
          onChange={setText}
          error={text !== '' && more === undefined ? t('hand.guessWrong') : undefined}
        />
        <Button type="submit" disabled={more === undefined || revealing}>
          {t(revealing ? 'hand.revealing' : 'hand.guess')}
        </Button>
      </form>
      <p className={css.answer} role="status">
        {tooHard && t('hand.tooHard', { tries: formatCount(made) })}
        {needed !== undefined &&
          guess !== undefined &&
          `${t('hand.revealed', { more: formatCount(needed), guess: formatCount(guess.more) })} ${
            needed === guess.more
              ? t('hand.exact')
              : t('hand.off', {
                  times: formatReal(Math.max(needed / guess.more, guess.more / Math.max(1, needed))),
                })
          }`}
      </p>
    </Section>
  );
}

/** A 256-bit number as 64 digits. */
function hex(target: bigint): string {
  return target.toString(16).padStart(64, '0');
}

function factorOver(hash: string, target: bigint): number {
  return Number((BigInt(`0x${hash}`) * 1000n) / (target + 1n)) / 1000;
}
