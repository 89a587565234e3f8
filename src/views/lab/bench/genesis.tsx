import { ImageDown } from 'lucide-react';
import { useStore } from 'zustand';
import { type ChallengeState, genesisHeader, isOriginal, type Race } from '#app/bench/genesis-challenge';
import { wholeNumber } from '#app/bench/header-draft';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { bytesToText } from '#bitcoin/encoding/latin1';
import { Button } from '../../design/button.tsx';
import { usePalette } from '../../design/colours.ts';
import { TextField } from '../../design/text-field.tsx';
import { formatCount } from '../../format/quantity.ts';
import { CopyButton } from '../../inspector/parts/hash-text.tsx';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { useBenchForm } from './bench-form.ts';
import { coreCount, useBench } from './bench-session.ts';
import { formatHuge, formatRate, useLongTime } from './bench-words.ts';
import { Figure, Figures } from './figure.tsx';
import { type ResultPicture, saveResultPicture } from './result-picture.ts';
import { ZeroHash } from './zero-hash.tsx';

const lastNonce = 4_294_967_295;
/** The words are the last push of the first coinbase: seven bytes come before its length and itself. */
const headline = bytesToText(mainnetGenesisBlock.transactions[0]!.inputs[0]!.scriptSig.slice(8));

/** Satoshi Nakamoto's nonce, found once more. */
export function Genesis() {
  const t = useText('bench');
  const { challenge } = useBench();
  const { from: text, set } = useBenchForm((state) => state);
  const state = useStore(challenge.store);
  const from = wholeNumber(text, 0, lastNonce);
  const { phase } = state;
  const underWay = phase === 'starting' || phase === 'searching';
  return (
    <div className={css.wide}>
      <p className={css.lead}>{t('genesis.lead')}</p>
      <p className={css.prose}>{t('genesis.story', { headline })}</p>
      {(phase === 'idle' || phase === 'missed' || phase === 'found') && (
        <form
          className={css.guess}
          onSubmit={(event) => {
            event.preventDefault();
            if (from !== undefined) challenge.start(from);
          }}
        >
          <TextField
            label={t('genesis.from')}
            value={text}
            inputMode="numeric"
            onChange={(value) => set({ from: value })}
            hint={t('genesis.fromHint')}
            error={from === undefined ? t('wrong.nonce') : undefined}
          />
          <Button type="submit" tone="primary" disabled={from === undefined}>
            {t('genesis.begin', { from: formatCount(from ?? 0) })}
          </Button>
        </form>
      )}
      {phase === 'found' && state.found !== undefined && <Card state={state} found={state.found} />}
      {phase !== 'idle' && <Progress state={state} />}
      <div className={css.buttons}>
        {underWay && (
          <Button tone="primary" onClick={challenge.pause}>
            {t('genesis.pause')}
          </Button>
        )}
        {(phase === 'paused' || phase === 'failed') && (
          <Button tone="primary" onClick={challenge.resume}>
            {t('genesis.resume')}
          </Button>
        )}
        {(underWay || phase === 'paused' || phase === 'failed') && (
          <Button onClick={challenge.cancel}>{t('genesis.cancel')}</Button>
        )}
      </div>
      <p className={css.quiet} role="status">
        {phase === 'starting' && t('genesis.starting')}
        {phase === 'paused' && t('genesis.paused', { at: formatCount(state.at) })}
        {phase === 'failed' && t('genesis.failed')}
        {phase === 'missed' && t('genesis.missed', { from: formatCount(state.from) })}
      </p>
      {state.race !== undefined && <RaceLine race={state.race} />}
      {state.gpuLost && (
        <p className={css.quiet} role="status">
          {t('genesis.gpuLost')}
        </p>
      )}
    </div>
  );
}

function Progress({ state }: { readonly state: ChallengeState }) {
  const t = useText('bench');
  const longTime = useLongTime();
  const { from, at, millis, hashesPerSecond } = state;
  const goal = genesisHeader.nonce >= from ? genesisHeader.nonce : lastNonce;
  const done = Math.min(1, (at - from) / (goal + 1 - from));
  const left = genesisHeader.nonce + 1 - at;
  const average = millis > 0 ? ((at - from) * 1000) / millis : 0;
  const rate = hashesPerSecond > 0 ? hashesPerSecond : average;
  return (
    <div className={css.stack}>
      <div className={css.nonceSpace} role="img" aria-label={t('genesis.alt', { at: formatCount(at) })}>
        <span className={css.nonceDone} style={{ width: `${100 * done}%` }} />
      </div>
      <div className={css.nonceEnds}>
        <span>{formatCount(from)}</span>
        {goal !== lastNonce && <strong className={css.nonceGoal}>{t('genesis.satoshi')}</strong>}
        <span>{formatCount(goal)}</span>
      </div>
      <p className={css.quiet}>{t('genesis.progress', { at: formatCount(at) })}</p>
      <Figures>
        <Figure name={t('genesis.tried')} value={formatHuge(at - from)} />
        <Figure name={t('genesis.rate')} value={t('unit.rate', { rate: formatRate(rate) })} />
        <Figure name={t('genesis.spent')} value={longTime(millis / 1000)} />
        {state.phase !== 'found' && left > 0 && rate > 0 && (
          <Figure name={t('genesis.left')} value={longTime(left / rate)} />
        )}
        {rate > 0 && <Figure name={t('genesis.whole')} value={longTime((lastNonce + 1) / rate)} />}
      </Figures>
    </div>
  );
}

/** What one takes home. */
function Card({
  state,
  found,
}: {
  readonly state: ChallengeState;
  readonly found: NonNullable<ChallengeState['found']>;
}) {
  const t = useText('bench');
  const longTime = useLongTime();
  const palette = usePalette();
  const tries = state.at - state.from;
  const time = longTime(state.millis / 1000);
  const rate = formatRate((tries * 1000) / Math.max(1, state.millis));
  const title = t('genesis.foundTitle', { nonce: formatCount(found.nonce) });
  const sameness = t(isOriginal(found) ? 'genesis.foundSame' : 'genesis.foundOther');
  const words = t('genesis.card', {
    ...{ nonce: formatCount(found.nonce), tries: formatCount(tries), from: formatCount(state.from) },
    ...{ time, rate, hash: found.hash },
  });
  const picture = (): ResultPicture => ({
    ...{ title, sameness, hash: found.hash, from: state.from, nonce: found.nonce },
    facts: [
      { name: t('genesis.from'), value: formatCount(state.from) },
      { name: t('genesis.tried'), value: formatCount(tries) },
      { name: t('genesis.spent'), value: time },
      { name: t('genesis.rate'), value: t('unit.rate', { rate }) },
    ],
    foot: t('genesis.pictureFoot'),
  });
  return (
    <section className={css.card} aria-label={t('genesis.copy')}>
      <h3>{title}</h3>
      <p>{sameness}</p>
      <ZeroHash hash={found.hash} />
      <p className={css.cardText}>
        {words} <CopyButton text={words} what={t('genesis.copy')} />
      </p>
      <div className={css.buttons}>
        <Button onClick={() => void saveResultPicture(picture(), palette)}>
          <ImageDown size={16} aria-hidden />
          {t('genesis.picture')}
        </Button>
      </div>
    </section>
  );
}

function RaceLine({ race }: { readonly race: Race }) {
  const t = useText('bench');
  const rate = formatRate(race.workers);
  return (
    <p className={css.quiet}>
      {t('genesis.raceTitle')}:{' '}
      {race.gpu === undefined
        ? t('genesis.raceNoGpu', { count: coreCount, rate })
        : t(race.gpuJoins ? 'genesis.raceJoins' : 'genesis.raceLoses', {
            rate,
            gpu: formatRate(race.gpu),
            device: race.device,
          })}
    </p>
  );
}
