import { blockSubsidy } from '#bitcoin/consensus/block-subsidy';
import { classParams } from '#bitcoin/consensus/params';
import { formatCoins } from '../format/coins.ts';
import { formatPercent } from '../format/quantity.ts';
import { Chip } from '../inspector/parts/chip.tsx';
import { useStudioCore } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './director.module.css';
import { formatOdds } from './format-odds.ts';
import type { BehindOdds, FinneyOdds, ForkOdds, NetworkOdds, Odds, RaceOdds, SelfishOdds } from './odds.ts';

/** What theory says of the cast, while the sliders move: each number with its source and whether it is exact. */
export function OddsPanel({ odds }: { readonly odds: Odds }) {
  const t = useText('director');
  return (
    <section className={css.odds} aria-label={t('odds.title')}>
      <h3>{t('odds.title')}</h3>
      {odds.kind === 'race' && <RaceTheory odds={odds} />}
      {odds.kind === 'behind' && <BehindTheory odds={odds} />}
      {odds.kind === 'selfish' && <SelfishTheory odds={odds} />}
      {odds.kind === 'finney' && <FinneyTheory odds={odds} />}
      {odds.kind === 'fork' && <ForkTheory odds={odds} />}
      {odds.kind === 'none' && (
        <p>{odds.why === 'waiting' ? <Waiting blocks={odds.blocks ?? 1} /> : t(`odds.none.${odds.why}`)}</p>
      )}
    </section>
  );
}

/** The one number to watch while a slider moves, and a word on where it comes from. */
export function OddsLine({ odds }: { readonly odds: Odds }) {
  const t = useText('director');
  if (odds.kind !== 'race' && odds.kind !== 'behind') return null;
  // Shown level, the branch must still get ahead: what counts on stage is that the merchant loses.
  const end = odds.kind === 'race' ? odds.network?.shownLevel : undefined;
  return (
    <p className={css.oddsLine}>
      <strong>{formatOdds(end ?? odds.capped ?? odds.unlimited)}</strong>{' '}
      {t('odds.gist', { count: odds.z, share: formatPercent(odds.q) })}
    </p>
  );
}

function RaceTheory({ odds }: { readonly odds: RaceOdds }) {
  const t = useText('director');
  return (
    <>
      <ByConfirmations odds={odds} />
      <dl className={css.sources}>
        {odds.capped !== undefined && (
          <Source
            value={formatOdds(odds.capped)}
            exact
            name={t('odds.capped', { count: odds.giveUp ?? 0 })}
            source={t('odds.cappedSource')}
          />
        )}
        <Source
          value={formatOdds(odds.unlimited)}
          exact
          name={t('odds.unlimited')}
          source={t('odds.unlimitedSource', { convention: t(`odds.win.${odds.win}`), count: odds.preMined })}
        />
        <Source
          value={formatOdds(odds.nakamoto)}
          exact={false}
          name={t('odds.nakamoto')}
          source={t('odds.nakamotoSource')}
        />
      </dl>
      {odds.network !== undefined && <NetworkTheory network={odds.network} />}
      <Stake odds={odds} />
    </>
  );
}

/** What the formulas above know nothing of, worked out from the links. */
function NetworkTheory({ network }: { readonly network: NetworkOdds }) {
  const t = useText('director');
  const { gamma, delay, delayShare, delayed, shownLevel } = network;
  return (
    <>
      <p>
        {t(delayShare < 0.005 ? 'odds.latencySmall' : 'odds.latency', {
          seconds: delay.toFixed(delay < 9.95 ? 1 : 0),
          share: formatOdds(delayShare),
        })}
      </p>
      <dl className={css.sources}>
        <Source
          value={formatOdds(delayed)}
          exact={false}
          name={t('odds.delayed')}
          source={t('odds.delayedSource')}
        />
        {shownLevel !== undefined && (
          <Source
            value={formatOdds(shownLevel)}
            exact
            name={t('odds.shownLevel', { gamma: Number(gamma.toFixed(2)) })}
            source={t('odds.shownLevelSource')}
          />
        )}
        <Source
          value={Number(gamma.toFixed(2)).toString()}
          exact
          name={t('odds.gamma')}
          source={t(shownLevel === undefined ? 'odds.gammaUnused' : 'odds.gammaSource')}
        />
      </dl>
    </>
  );
}

function BehindTheory({ odds }: { readonly odds: BehindOdds }) {
  const t = useText('director');
  return (
    <>
      <ByConfirmations odds={odds} />
      <dl className={css.sources}>
        {odds.capped !== undefined && (
          <Source
            value={formatOdds(odds.capped)}
            exact
            name={t('odds.capped', { count: odds.giveUp ?? 0 })}
            source={t('odds.behindSource', { count: odds.z })}
          />
        )}
        <Source
          value={formatOdds(odds.unlimited)}
          exact
          name={t('odds.unlimited')}
          source={t('odds.behindUnlimitedSource', { count: odds.z })}
        />
      </dl>
      <Stake odds={odds} />
    </>
  );
}

/** The reward at risk against the amount gained. */
function Stake({ odds }: { readonly odds: RaceOdds | BehindOdds | FinneyOdds }) {
  const t = useText('director');
  const studio = useStudioCore();
  const { stake } = odds;
  if (stake === undefined) return null;
  const { blocks } = studio.history();
  const height = blocks.findLast(({ miner }) => miner < 0)?.height ?? 0;
  const reward = Number(blockSubsidy(height + 1, classParams));
  const coins = (satoshis: number) =>
    Number.isFinite(satoshis) && satoshis < 21e14
      ? formatCoins(BigInt(Math.round(satoshis / 1e6)) * 1_000_000n)
      : '∞';
  const gain = stake.success * (odds.amount ?? 0);
  const risk = stake.lostBlocks * reward;
  return (
    <>
      <p>
        {odds.amount === undefined
          ? t('odds.risk', { risk: coins(risk), blocks: stake.lostBlocks.toFixed(2) })
          : t(gain > risk ? 'odds.pays' : 'odds.doesNotPay', {
              gain: coins(gain),
              risk: coins(risk),
              blocks: stake.lostBlocks.toFixed(2),
            })}
      </p>
      <dl className={css.sources}>
        <Source
          value={coins(stake.amountInRewards * reward)}
          exact
          name={t('odds.breakEven')}
          source={t('odds.breakEvenSource', { reward: coins(reward) })}
        />
      </dl>
    </>
  );
}

function FinneyTheory({ odds }: { readonly odds: FinneyOdds }) {
  const t = useText('director');
  const { wait, spacing, giveUp } = odds;
  return (
    <>
      <dl className={css.sources}>
        <Source
          value={formatOdds(odds.success)}
          exact
          name={t('odds.finneyRace', { count: giveUp })}
          source={t('odds.finneyRaceSource', { wait, spacing })}
        />
        <Source
          value={formatOdds(odds.undisturbed)}
          exact
          name={t('odds.finney', { wait })}
          source={t('odds.finneySource', { wait, spacing })}
        />
      </dl>
      <Stake odds={odds} />
    </>
  );
}

function ForkTheory({ odds }: { readonly odds: ForkOdds }) {
  const t = useText('director');
  const reward = Number(blockSubsidy(1, classParams));
  return (
    <>
      <dl className={css.sources}>
        <Source
          value={formatOdds(odds.capped)}
          exact
          name={t('odds.fork', { count: odds.giveUp })}
          source={t('odds.forkSource')}
        />
        <Source
          value={formatOdds(odds.twoInARow)}
          exact={false}
          name={t('odds.twoInARow')}
          source={t('odds.twoInARowSource')}
        />
        <Source
          value={formatCoins(BigInt(Math.round((odds.capped * reward) / 1e6)) * 1_000_000n)}
          exact={false}
          name={t('odds.breakEvenFee')}
          source={t('odds.breakEvenFeeSource')}
        />
      </dl>
      {odds.givenIn.length > 0 && (
        <p>
          {t('odds.givenIn', {
            count: odds.givenIn.length,
            names: odds.givenIn.join(t('cast.comma')),
            share: formatPercent(odds.givenInShare),
          })}
        </p>
      )}
      <p>
        <Waiting blocks={odds.blocks} />
      </p>
    </>
  );
}

/** How long a payment waits that some leave out. */
function Waiting({ blocks }: { readonly blocks: number }) {
  const t = useText('director');
  return Number.isFinite(blocks)
    ? t('odds.none.waiting', { blocks: blocks.toFixed(2) })
    : t('odds.none.waitingForEver');
}

function SelfishTheory({ odds }: { readonly odds: SelfishOdds }) {
  const t = useText('director');
  return (
    <>
      <p>{t('odds.selfishGist', { share: formatPercent(odds.q), count: odds.honestMiners })}</p>
      <dl className={css.sources}>
        {odds.rows.map(({ gamma, revenue, threshold, here }) => (
          <Source
            key={`${here ? 'here' : ''}${gamma}`}
            value={formatOdds(revenue)}
            exact
            here={here}
            name={t(revenue > odds.q ? 'odds.selfishPays' : 'odds.selfishLoses', {
              gamma: Number(gamma.toFixed(2)),
            })}
            source={t('odds.selfishSource', { threshold: formatPercent(threshold) })}
          />
        ))}
      </dl>
    </>
  );
}

function Source(props: {
  readonly value: string;
  readonly exact: boolean;
  /** Where this cast stands, among values for comparison. */
  readonly here?: boolean;
  readonly name: string;
  readonly source: string;
}) {
  const t = useText('director');
  return (
    <div className={css.source}>
      <dt>
        {props.name} {props.here === true && <Chip tone="neutral">{t('odds.here')}</Chip>}{' '}
        <Chip tone={props.exact ? 'agreed' : 'pending'}>
          {t(props.exact ? 'odds.exact' : 'odds.approximate')}
        </Chip>
        <small>{props.source}</small>
      </dt>
      <dd>{props.value}</dd>
    </div>
  );
}

const width = 280;
const height = 64;

/** The odds for every number of confirmations, the chosen one marked: how fast waiting helps, or that it does not. */
function ByConfirmations({ odds }: { readonly odds: RaceOdds | BehindOdds }) {
  const t = useText('director');
  const count = odds.byConfirmations.length;
  const step = width / count;
  return (
    <figure className={css.oddsPicture}>
      <svg viewBox={`0 0 ${width} ${height + 16}`} role="img" aria-label={t('odds.picture')}>
        <line x1={0} y1={height + 0.5} x2={width} y2={height + 0.5} />
        {odds.byConfirmations.map((value, z) => (
          <g key={`z${z.toString()}`} data-now={z === odds.z || undefined}>
            <rect
              x={z * step + 2}
              y={height - Math.max(1, value * (height - 4))}
              width={step - 4}
              height={Math.max(1, value * (height - 4))}
              rx={2}
            />
            {(z % 3 === 0 || z === odds.z) && (
              <text x={z * step + step / 2} y={height + 13}>
                {z}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption>{t('odds.caption')}</figcaption>
    </figure>
  );
}
