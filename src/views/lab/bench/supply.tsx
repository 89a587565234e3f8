import { useState } from 'react';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { blockSubsidy, issuedThrough } from '#bitcoin/consensus/block-subsidy';
import { type ChainParams, classParams, mainnetParams } from '#bitcoin/consensus/params';
import { Select } from '../../design/select.tsx';
import { Slider } from '../../design/slider.tsx';
import { formatCoins } from '../../format/coins.ts';
import { formatCount } from '../../format/quantity.ts';
import { formatUnixTime } from '../../format/sim-time.ts';
import { useSize } from '../../format/use-size.ts';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { Figure, Figures } from './figure.tsx';

const chains = { main: mainnetParams, class: classParams } as const;
/** Halvings that the curve shows; after the 33rd there is nothing left to halve. */
const allEras = 34;
const ranges = { early: 10, whole: allEras } as const;

/** How many coins there are, block by block, by the rule itself. */
export function Supply() {
  const t = useText('bench');
  const [chain, setChain] = useState<keyof typeof chains>('main');
  const params = chains[chain];
  const { subsidyHalvingInterval: interval } = params;
  const [range, setRange] = useState<keyof typeof ranges>('early');
  const end = allEras * interval;
  const shown = ranges[range] * interval;
  const [eras, setEras] = useState(4.2);
  const height = Math.min(shown, Math.round(eras * interval));
  const subsidy = blockSubsidy(height, params);
  const issued = issuedThrough(height, params);
  const total = issuedThrough(end, params);
  const lastPaid = lastHeight(params);
  const when = mainnetGenesisBlock.header.time + height * params.spacingSeconds;
  return (
    <div className={css.wide}>
      <p className={css.lead}>{t('supply.lead', { interval: formatCount(interval) })}</p>
      <Curve
        params={params}
        height={height}
        shown={shown}
        total={total}
        onPick={(at) => setEras(at / interval)}
      />
      <Slider
        label={t('supply.height')}
        value={height}
        min={0}
        max={shown}
        step={1}
        words={t('supply.heightWords', { height: formatCount(height) })}
        onChange={(value) => setEras(value / interval)}
      />
      <Figures>
        <Figure
          name={t('supply.subsidy')}
          value={formatCoins(subsidy)}
          note={subsidy === 0n ? t('supply.over') : t('supply.satoshis', { satoshis: formatBig(subsidy) })}
        />
        <Figure
          name={t('supply.issued')}
          value={formatCoins(issued)}
          note={t('supply.share', {
            share: `${(Number((issued * 1_000_000n) / total) / 10_000).toFixed(2)}\u202f%`,
          })}
        />
        <Figure name={t('supply.era')} value={String(Math.floor(height / interval))} />
        {chain === 'main' && (
          <Figure
            name={t('supply.when')}
            value={formatUnixTime(when).slice(0, 10)}
            note={t('supply.whenNote')}
          />
        )}
        <Figure
          name={t('supply.total')}
          value={formatCoins(total)}
          note={t('supply.satoshis', { satoshis: formatBig(total) })}
        />
        <Figure name={t('supply.last')} value={formatCount(lastPaid)} />
      </Figures>
      <div className={css.fieldPair}>
        <Select
          label={t('supply.range')}
          value={range}
          options={(['early', 'whole'] as const).map((value) => ({ value, label: t(`supply.${value}`) }))}
          onChange={setRange}
        />
        <Select
          label={t('supply.chain')}
          value={chain}
          options={(['main', 'class'] as const).map((value) => ({ value, label: t(`supply.${value}`) }))}
          onChange={setChain}
        />
      </div>
    </div>
  );
}

const chartHeight = 240;
const foot = 22;
const head = 14;

function Curve(props: {
  readonly params: ChainParams;
  readonly height: number;
  readonly shown: number;
  readonly total: bigint;
  readonly onPick: (height: number) => void;
}) {
  const t = useText('bench');
  const { ref, width } = useSize<HTMLDivElement>();
  const { params, shown, total } = props;
  const { subsidyHalvingInterval: interval } = params;
  const x = (at: number) => (at / shown) * width;
  const room = chartHeight - foot - head;
  const yIssued = (at: number) =>
    head + room - (Number((issuedThrough(at, params) * 10_000n) / total) / 10_000) * room;
  const ySubsidy = (satoshis: bigint) =>
    head + room - (Number((satoshis * 10_000n) / params.initialSubsidy) / 10_000) * room;
  const eras = Array.from({ length: Math.ceil(shown / interval) }, (_, era) => era);
  const issued = eras.map((era) => `L${x((era + 1) * interval)} ${yIssued((era + 1) * interval)}`).join('');
  const steps = eras
    .map(
      (era) =>
        `${era === 0 ? 'M' : 'L'}${x(era * interval)} ${ySubsidy(blockSubsidy(era * interval, params))}H${x((era + 1) * interval)}`,
    )
    .join('');
  const pick = (event: React.PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    const { left } = event.currentTarget.getBoundingClientRect();
    props.onPick(Math.round(Math.min(1, Math.max(0, (event.clientX - left) / width)) * shown));
  };
  const nowX = x(props.height);
  return (
    <div ref={ref} className={css.chart}>
      {width > 0 && (
        <svg
          className={css.scrub}
          width={width}
          height={chartHeight}
          role="img"
          aria-label={t('supply.alt')}
          onPointerDown={pick}
          onPointerMove={pick}
        >
          {eras.map((era) => (
            <g key={era}>
              <line
                className={css.grid}
                x1={x(era * interval)}
                x2={x(era * interval)}
                y1={head}
                y2={head + room}
              />
              {era % Math.ceil(eras.length / (width > 600 ? 6 : 3)) === 0 && (
                <text className={css.tick} x={Math.max(8, x(era * interval))} y={chartHeight - 5}>
                  {formatCount(era * interval)}
                </text>
              )}
            </g>
          ))}
          <path className={css.issued} d={`M0 ${yIssued(0)}${issued}`} />
          <path className={css.subsidy} d={steps} />
          <line className={css.axis} x1={0} x2={width} y1={head + room} y2={head + room} />
          <line className={css.now} x1={nowX} x2={nowX} y1={head - 6} y2={head + room} />
          <circle className={css.nowIssued} cx={nowX} cy={yIssued(props.height)} r={5} />
          <circle
            className={css.nowSubsidy}
            cx={nowX}
            cy={ySubsidy(blockSubsidy(props.height, params))}
            r={5}
          />
          <text className={css.issuedName} x={width - 4} y={head + 18}>
            {t('supply.curveIssued')}
          </text>
          <text className={css.subsidyName} x={width - 4} y={head + room - 10}>
            {t('supply.curveSubsidy')}
          </text>
        </svg>
      )}
    </div>
  );
}

/** The last block that makes a coin. */
function lastHeight(params: ChainParams): number {
  let eras = 0;
  while (blockSubsidy(eras * params.subsidyHalvingInterval, params) > 0n) eras++;
  return eras * params.subsidyHalvingInterval - 1;
}

function formatBig(value: bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}
