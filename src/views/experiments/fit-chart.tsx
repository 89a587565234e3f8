import { scaleLinear, scaleLog } from 'd3-scale';
import {
  line,
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
} from 'd3-shape';
import { branchSwatch, type Palette } from '../design/colours.ts';
import type { ChartAxis, ChartDot, ChartLine, ChartModel, LineStyle } from './chart-model.ts';
import { spreadLabels } from './spread-labels.ts';
import { textWidth } from './text-width.ts';

/** A mark for each series, told apart without colour. */
const marks: readonly SymbolType[] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolCross,
  symbolStar,
];

/** Dashes of a line of theory; lengths in its own width. */
export const dashes: Readonly<Record<LineStyle, string | undefined>> = {
  exact: undefined,
  approximation: '7 4',
  bound: '1.5 4',
};

/** Measured dots with their intervals over curves of theory. Everything that is drawn is in the attributes, so that the
 * picture can be saved as it is. `captioned` draws title and sentence into the picture, for a file that stands alone. */
export function FitChart(props: {
  readonly model: ChartModel;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly captioned?: boolean;
}) {
  const { model, width, height, palette } = props;
  const type = 13 * palette.typeScale;
  const frame = frameOf(model, width, height, type, props.captioned ?? false);
  const x = scaleOf(model.x, [frame.left, frame.right]);
  const y = scaleOf(model.y, [frame.bottom, frame.top]);
  const colourOf = (series: number) => (series < 0 ? palette.ink2 : branchSwatch(palette, series).colour);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${model.title}. ${model.summary}`}
      fontFamily={palette.sans}
      fontSize={type}
      fill={palette.ink2}
    >
      {props.captioned && (
        <>
          <rect width={width} height={height} fill={palette.paper} />
          <text x={type} y={type * 2} fontSize={type * 1.3} fontWeight={650} fill={palette.ink}>
            {model.title}
          </text>
          {wrap(model.summary, width - 2 * type, type).map((words, i) => (
            <text key={words} x={type} y={type * (3.6 + 1.4 * i)}>
              {words}
            </text>
          ))}
        </>
      )}
      <Grid model={model} frame={frame} x={x} y={y} palette={palette} type={type} />
      {model.references.map((reference) => {
        const at = reference.axis === 'x' ? x(reference.at) : y(reference.at);
        const end = at > frame.right - textWidth(reference.name, type) - 8;
        return (
          <g key={`${reference.axis}${reference.at}`}>
            <line
              x1={reference.axis === 'x' ? at : frame.left}
              x2={reference.axis === 'x' ? at : frame.right}
              y1={reference.axis === 'x' ? frame.top : at}
              y2={reference.axis === 'x' ? frame.bottom : at}
              stroke={palette.ink3}
              strokeWidth={1}
              strokeDasharray="2 3"
            />
            <text
              x={reference.axis === 'x' ? at + (end ? -4 : 4) : frame.left + 6}
              y={reference.axis === 'x' ? frame.top + type : at - 5}
              textAnchor={reference.axis === 'x' && end ? 'end' : 'start'}
            >
              {reference.name}
            </text>
          </g>
        );
      })}
      {model.lines.map((one) => (
        <path
          key={`${one.id} ${one.series}`}
          d={pathOf(one, x, y, model.y)}
          fill="none"
          stroke={colourOf(one.series)}
          strokeWidth={one.style === 'exact' ? 2 : 1.75}
          strokeDasharray={dashes[one.style]}
          strokeLinecap={one.style === 'bound' ? 'round' : 'butt'}
          strokeLinejoin="round"
        />
      ))}
      {model.series.map((series, number) => (
        <g key={series.name} stroke={colourOf(number)}>
          {series.dots.map((dot) => (
            <Dot
              key={dot.x}
              dot={dot}
              x={x(dot.x)}
              y={(value) => y(clampTo(model.y, value))}
              number={number}
              fill={branchSwatch(palette, number).wash}
              scale={palette.typeScale}
              limits={frame}
            />
          ))}
        </g>
      ))}
      <EndLabels model={model} frame={frame} x={x} y={y} type={type} colourOf={colourOf} palette={palette} />
    </svg>
  );
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
}

type Scale = (value: number) => number;

/** Where the axes lie, so that every label has room. */
function frameOf(model: ChartModel, width: number, height: number, type: number, captioned: boolean): Frame {
  const captionLines = captioned ? wrap(model.summary, width - 2 * type, type).length : 0;
  const top = (captioned ? type * (3.6 + 1.4 * captionLines) : 0) + type * 1.9;
  const bottom = height - type * 3.1;
  const yTicks = ticksOf(model.y, Math.max(2, Math.floor((bottom - top) / (type * 2.6))));
  const left = Math.max(...yTicks.map((tick) => textWidth(model.y.format(tick), type))) + 14;
  const names = model.series.map((series) => textWidth(series.name, type) + 26);
  const right = width - Math.max(12, ...names);
  const widest = Math.max(
    ...ticksOf(model.x, 6).map((tick) => textWidth(model.x.format(tick), type) + type * 1.5),
  );
  const xTicks = ticksOf(model.x, Math.max(2, Math.floor((right - left) / widest)));
  return { left, right, top, bottom, xTicks, yTicks };
}

function ticksOf(axis: ChartAxis, most: number): readonly number[] {
  if (axis.ticks !== undefined) {
    const every = Math.ceil(axis.ticks.length / most);
    return axis.ticks.filter((_, i) => i % every === 0);
  }
  if (axis.scale === 'linear') return scaleLinear([axis.from, axis.to], [0, 1]).ticks(most);
  const powers: number[] = [];
  for (let power = Math.ceil(Math.log10(axis.from) - 1e-9); 10 ** power <= axis.to * 1.000001; power++) {
    powers.push(10 ** power);
  }
  const every = Math.ceil(powers.length / most);
  return powers.filter((_, i) => (powers.length - 1 - i) % every === 0);
}

function scaleOf(axis: ChartAxis, range: readonly [number, number]): Scale {
  const make = axis.scale === 'log' ? scaleLog : scaleLinear;
  return make([axis.from, axis.to], range as [number, number]);
}

/** A logarithmic axis has no zero: what lies below it stands at its foot. */
function clampTo(axis: ChartAxis, value: number): number {
  return Math.min(Math.max(value, axis.from), axis.to);
}

function pathOf(one: ChartLine, x: Scale, y: Scale, axis: ChartAxis): string | undefined {
  const inside = (value: number) =>
    value <= axis.to * 1.0001 && (axis.scale === 'linear' || value >= axis.from);
  return (
    line<readonly [number, number]>()
      .defined(([, value]) => Number.isFinite(value) && inside(value))
      .x(([at]) => x(at))
      .y(([, value]) => y(value))(one.points as [number, number][]) ?? undefined
  );
}

function Grid(props: {
  readonly model: ChartModel;
  readonly frame: Frame;
  readonly x: Scale;
  readonly y: Scale;
  readonly palette: Palette;
  readonly type: number;
}) {
  const { model, frame, x, y, palette, type } = props;
  return (
    <>
      <text x={0} y={frame.top - type * 0.9}>
        {model.y.name}
      </text>
      {frame.yTicks.map((tick) => (
        <g key={tick}>
          <line x1={frame.left} x2={frame.right} y1={y(tick)} y2={y(tick)} stroke={palette.line} />
          <text x={frame.left - 8} y={y(tick) + type * 0.35} textAnchor="end">
            {model.y.format(tick)}
          </text>
        </g>
      ))}
      <line
        x1={frame.left}
        x2={frame.right}
        y1={frame.bottom}
        y2={frame.bottom}
        stroke={palette.lineStrong}
      />
      {frame.xTicks.map((tick) => (
        <g key={tick}>
          <line
            x1={x(tick)}
            x2={x(tick)}
            y1={frame.bottom}
            y2={frame.bottom + 4}
            stroke={palette.lineStrong}
          />
          <text x={x(tick)} y={frame.bottom + type * 1.45} textAnchor="middle">
            {model.x.format(tick)}
          </text>
        </g>
      ))}
      <text x={frame.right} y={frame.bottom + type * 2.75} textAnchor="end">
        {model.x.name}
      </text>
    </>
  );
}

function Dot(props: {
  readonly dot: ChartDot;
  readonly x: number;
  readonly y: Scale;
  readonly number: number;
  readonly fill: string;
  readonly scale: number;
  readonly limits: Frame;
}) {
  const { dot, x, y, number, scale } = props;
  const [low, high] = [y(dot.low), y(dot.high)];
  const cap = 4 * scale;
  return (
    <g strokeWidth={1.75 * scale}>
      <title>{dot.words}</title>
      <path
        d={`M${x - cap} ${low}h${2 * cap}M${x} ${low}V${high}M${x - cap} ${high}h${2 * cap}`}
        fill="none"
      />
      <path
        d={symbol(marks[number % marks.length], 52 * scale * scale)() ?? ''}
        transform={`translate(${x} ${y(dot.value)})`}
        fill={props.fill}
      />
      {/* A larger ground to point at. */}
      <circle cx={x} cy={y(dot.value)} r={12 * scale} fill="transparent" stroke="none" />
    </g>
  );
}

/** The name of each series at the end of its curve, with its mark. */
function EndLabels(props: {
  readonly model: ChartModel;
  readonly frame: Frame;
  readonly x: Scale;
  readonly y: Scale;
  readonly type: number;
  readonly colourOf: (series: number) => string;
  readonly palette: Palette;
}) {
  const { model, frame, x, y, type, colourOf, palette } = props;
  const ends = model.series.map((series, number) => endOf(model, series.dots, number));
  const wanted = ends.map((end) => (end === undefined ? frame.top : y(clampTo(model.y, end[1]))));
  const places = spreadLabels(wanted, type * 1.35, frame.top, frame.bottom - 2);
  return model.series.map((series, number) => {
    const end = ends[number];
    const at = places[number] ?? frame.top;
    const colour = colourOf(number);
    return (
      <g key={series.name}>
        {end !== undefined && Math.abs(at - wanted[number]!) > 3 && (
          <path
            d={`M${x(end[0]) + 7} ${wanted[number]}L${frame.right + 6} ${at}`}
            stroke={colour}
            strokeWidth={1}
            opacity={0.6}
            fill="none"
          />
        )}
        <path
          d={symbol(marks[number % marks.length], 40 * palette.typeScale ** 2)() ?? ''}
          transform={`translate(${frame.right + 13} ${at})`}
          fill={branchSwatch(palette, number).wash}
          stroke={colour}
          strokeWidth={1.5}
        />
        <text x={frame.right + 22} y={at + type * 0.35} fill={colour} fontWeight={600}>
          {series.name}
        </text>
      </g>
    );
  });
}

/** Where a series ends on the right: on its curve of theory, or at its last dot. */
function endOf(
  model: ChartModel,
  dots: readonly ChartDot[],
  number: number,
): readonly [number, number] | undefined {
  const curve =
    model.lines.find((one) => one.series === number && one.style === 'exact') ??
    model.lines.find((one) => one.series === number);
  const visible = curve?.points.filter(([, value]) => Number.isFinite(value) && value <= model.y.to).at(-1);
  if (visible !== undefined) return visible;
  const last = dots.at(-1);
  return last && [last.x, last.value];
}

/** A sentence in lines that fit. */
function wrap(sentence: string, width: number, type: number): readonly string[] {
  const lines: string[] = [];
  let rest = '';
  for (const piece of sentence.split(/(?<=\s)|(?<=[，。；、：])/)) {
    if (rest !== '' && textWidth(rest + piece, type) > width) {
      lines.push(rest.trim());
      rest = '';
    }
    rest += piece;
  }
  if (rest.trim() !== '') lines.push(rest.trim());
  return lines;
}
