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
import type { ChartAxis, ChartDot, ChartLine, ChartModel } from './chart-model.ts';
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

/** Dots need round ends, dashes straight ones. */
export function capOf(dash: string | undefined): 'round' | 'butt' {
  return dash?.startsWith('1.5') ? 'round' : 'butt';
}

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
      aria-label={[`${model.title}. ${model.summary}`, model.source].filter(Boolean).join(' ')}
      fontFamily={palette.sans}
      fontSize={type}
      fill={palette.ink2}
    >
      {props.captioned && (
        <Caption model={model} width={width} height={height} palette={palette} type={type} />
      )}
      <Grid model={model} frame={frame} x={x} y={y} palette={palette} type={type} />
      <References model={model} frame={frame} x={x} y={y} palette={palette} type={type} />
      {model.lines.map((one) => (
        <path
          key={`${one.id} ${one.series}`}
          d={pathOf(one, x, y, model)}
          fill="none"
          stroke={colourOf(one.series)}
          strokeWidth={one.dash === undefined ? 2 : 1.75}
          strokeDasharray={one.dash}
          strokeLinecap={capOf(one.dash)}
          strokeLinejoin="round"
        />
      ))}
      {model.series.map((series, number) => (
        <g key={series.name} stroke={colourOf(number)}>
          {model.lines.length === 0 && (
            <path
              d={pathOf(throughDots(series.dots), (at) => x(at) + beside(model, number, frame), y, model)}
              fill="none"
              strokeWidth={1}
              opacity={0.55}
            />
          )}
          {series.dots.map((dot) => (
            <Dot
              key={dot.x}
              dot={dot}
              x={x(dot.x) + beside(model, number, frame)}
              y={(value) => y(clampTo(model.y, value))}
              below={dot.value < model.y.from}
              number={number}
              fill={branchSwatch(palette, number).wash}
              scale={palette.typeScale}
            />
          ))}
        </g>
      ))}
      <Published model={model} frame={frame} x={x} y={y} palette={palette} type={type} />
      <EndLabels model={model} frame={frame} x={x} y={y} type={type} colourOf={colourOf} palette={palette} />
    </svg>
  );
}

/** Where x takes few values, the series stand side by side, so that one interval does not hide another. */
function beside(model: ChartModel, number: number, frame: Frame): number {
  const { ticks } = model.x;
  const drawn = model.series.flatMap((series, i) => (series.dots.length > 0 ? [i] : []));
  if (ticks === undefined || drawn.length < 2) return 0;
  const room = ((frame.right - frame.left) / Math.max(1, ticks.length)) * 0.5;
  const step = Math.min(9, room / drawn.length);
  return (drawn.indexOf(number) - (drawn.length - 1) / 2) * step;
}

/** Title, sentence, the key of the curves, and what was run: for a picture that stands alone. */
function Caption(props: Pick<Drawing, 'model' | 'palette' | 'type'> & { width: number; height: number }) {
  const { model, palette, type, width, height } = props;
  const curves = [...new Map(model.lines.map((one) => [one.id, one] as const)).values()];
  let at = type;
  return (
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
      {curves.map((one) => {
        const start = at;
        at += textWidth(one.name, type) + type * 4.5;
        return (
          <g key={one.id}>
            <line
              x1={start}
              x2={start + type * 2}
              y1={height - type * 2.85}
              y2={height - type * 2.85}
              stroke={palette.ink}
              strokeWidth={2}
              strokeDasharray={one.dash}
              strokeLinecap={capOf(one.dash)}
            />
            <text x={start + type * 2.5} y={height - type * 2.5}>
              {one.name}
            </text>
          </g>
        );
      })}
      <text x={type} y={height - type * 0.9} fontSize={type * 0.85}>
        {model.note}
      </text>
    </>
  );
}

interface Frame {
  /** Where the words on the left begin. */
  readonly start: number;
  readonly end: number;
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
  const margin = captioned ? type : 0;
  const captionLines = captioned ? wrap(model.summary, width - 2 * type, type).length : 0;
  const top = (captioned ? type * (3.6 + 1.4 * captionLines) : 0) + type * 1.9;
  const bottom = height - type * (captioned ? 6.6 : 3.1);
  const yTicks = ticksOf(model.y, Math.max(2, Math.floor((bottom - top) / (type * 2.6))));
  const left = Math.max(...yTicks.map((tick) => textWidth(model.y.format(tick), type))) + 14 + margin;
  const names = model.series.map((series) => textWidth(series.name, type) + type * 2);
  const right = width - Math.max(12, ...names) - margin;
  const widest = Math.max(
    ...ticksOf(model.x, 6).map((tick) => textWidth(model.x.format(tick), type) + type * 1.5),
  );
  const xTicks = ticksOf(model.x, Math.max(2, Math.floor((right - left) / widest)));
  return { left, right, top, bottom, start: margin, end: width - Math.max(4, margin), xTicks, yTicks };
}

function ticksOf(axis: ChartAxis, most: number): readonly number[] {
  if (axis.ticks !== undefined) {
    const every = Math.ceil(axis.ticks.length / most);
    return axis.ticks.filter((_, i) => i % every === 0);
  }
  if (axis.scale === 'linear') return scaleLinear([axis.from, axis.to], [0, 1]).ticks(most);
  const factors = axis.to / axis.from > 200 ? [1] : [1, 2, 5];
  const round: number[] = [];
  for (let power = Math.floor(Math.log10(axis.from)); 10 ** power <= axis.to * 1.000001; power++) {
    for (const factor of factors) {
      const tick = Number((factor * 10 ** power).toPrecision(3));
      if (tick >= axis.from * 0.999999 && tick <= axis.to * 1.000001) round.push(tick);
    }
  }
  const every = Math.ceil(round.length / most);
  return round.filter((_, i) => (round.length - 1 - i) % every === 0);
}

function scaleOf(axis: ChartAxis, range: readonly [number, number]): Scale {
  const make = axis.scale === 'log' ? scaleLog : scaleLinear;
  return make([axis.from, axis.to], range as [number, number]);
}

/** A logarithmic axis has no zero: what lies below it stands at its foot. */
function clampTo(axis: ChartAxis, value: number): number {
  return Math.min(Math.max(value, axis.from), axis.to);
}

/** Measured points that no theory joins are joined by a thin line of their own. */
function throughDots(dots: readonly ChartDot[]): Pick<ChartLine, 'points'> {
  return { points: dots.map((dot) => [dot.x, dot.value] as const) };
}

function pathOf(one: Pick<ChartLine, 'points'>, x: Scale, y: Scale, model: ChartModel): string | undefined {
  const within = (axis: ChartAxis, value: number) =>
    Number.isFinite(value) &&
    value <= axis.to + (axis.to - axis.from) * 1e-4 &&
    (value >= axis.from || (axis === model.y && axis.scale === 'linear'));
  return (
    line<readonly [number, number]>()
      .defined(([at, value]) => within(model.x, at) && within(model.y, value))
      .x(([at]) => x(at))
      .y(([, value]) => y(value))(one.points as [number, number][]) ?? undefined
  );
}

interface Drawing {
  readonly model: ChartModel;
  readonly frame: Frame;
  readonly x: Scale;
  readonly y: Scale;
  readonly palette: Palette;
  readonly type: number;
}

function Grid(props: Drawing) {
  const { model, frame, x, y, palette, type } = props;
  return (
    <>
      <text x={frame.start} y={frame.top - type * 0.9}>
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
      <text x={frame.end} y={frame.bottom + type * 2.75} textAnchor="end">
        {model.x.name}
      </text>
    </>
  );
}

/** Lines that mark a value, each with its name beside it; names that would meet stand in rows of their own. */
function References(props: Drawing) {
  const { model, frame, x, y, palette, type } = props;
  const ends: number[] = [];
  return model.references.map((reference) => {
    const upright = reference.axis === 'x';
    const at = upright ? x(reference.at) : y(reference.at);
    const width = textWidth(reference.name, type);
    const leftwards = upright && at + 4 + width > frame.right;
    const start = leftwards ? at - 4 - width : at + 4;
    const row = upright ? Math.max(0, firstFree(ends, start)) : 0;
    if (upright) ends[row] = start + width + 6;
    return (
      <g key={`${reference.axis}${reference.at}`}>
        <line
          x1={upright ? at : frame.left}
          x2={upright ? at : frame.right}
          y1={upright ? frame.top : at}
          y2={upright ? frame.bottom : at}
          stroke={palette.ink3}
          strokeWidth={1}
          strokeDasharray="2 3"
        />
        {reference.name !== '' && (
          <text
            x={upright ? start : frame.left + 6}
            y={upright ? frame.top + type * (1 + 1.25 * row) : at - 5}
            stroke={palette.panel}
            strokeWidth={4}
            strokeLinejoin="round"
            paintOrder="stroke"
          >
            {reference.name}
          </text>
        )}
      </g>
    );
  });
}

/** What others published of the real network: a star for what they measured, a ring for what their formula gives; the names
 * are led away from the dots. */
function Published(props: Drawing) {
  const { model, frame, x, y, palette, type } = props;
  return model.published.map((point, row) => {
    const [atX, atY] = [x(point.x), y(clampTo(model.y, point.value))];
    const width = textWidth(point.name, type);
    const left = Math.min(atX + type * 1.2, frame.right - width);
    const line = frame.top + type * (1.2 + 1.4 * row);
    return (
      <g key={point.name}>
        <path
          d={`M${atX} ${atY}V${line - type * 0.35}H${left - 4}`}
          fill="none"
          stroke={palette.ink2}
          strokeWidth={1}
        />
        {point.computed ? (
          <circle
            cx={atX}
            cy={atY}
            r={8.5 * palette.typeScale}
            fill="none"
            stroke={palette.ink}
            strokeWidth={1.5}
          >
            <title>{point.name}</title>
          </circle>
        ) : (
          <path
            d={symbol(symbolStar, 110 * palette.typeScale ** 2)() ?? ''}
            transform={`translate(${atX} ${atY})`}
            fill={palette.ink}
            stroke={palette.panel}
            strokeWidth={1.5}
          >
            <title>{point.name}</title>
          </path>
        )}
        <text
          x={left}
          y={line}
          fill={palette.ink}
          stroke={palette.panel}
          strokeWidth={4}
          strokeLinejoin="round"
          paintOrder="stroke"
        >
          {point.name}
        </text>
      </g>
    );
  });
}

/** The first row whose last name ends before `start`, or a new one. */
function firstFree(ends: readonly number[], start: number): number {
  const free = ends.findIndex((end) => end <= start);
  return free < 0 ? ends.length : free;
}

function Dot(props: {
  readonly dot: ChartDot;
  readonly x: number;
  readonly y: Scale;
  /** A zero on a logarithmic axis: it lies below everything that can be drawn. */
  readonly below: boolean;
  readonly number: number;
  readonly fill: string;
  readonly scale: number;
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
        fill={props.below ? 'none' : props.fill}
        opacity={props.below ? 0.5 : 1}
      />
      {/* A larger ground to point at. */}
      <circle cx={x} cy={y(dot.value)} r={12 * scale} fill="transparent" stroke="none" />
    </g>
  );
}

/** The name of each series at the end of its curve, with its mark. */
function EndLabels(props: Drawing & { readonly colourOf: (series: number) => string }) {
  const { model, frame, x, y, type, colourOf, palette } = props;
  const labels = model.series.flatMap((series, number) => {
    const end = endOf(model, series.dots, number);
    return end === undefined || series.name === ''
      ? []
      : [{ series, number, end, wanted: y(clampTo(model.y, end[1])) }];
  });
  const places = spreadLabels(
    labels.map((label) => label.wanted),
    type * 1.35,
    frame.top,
    frame.bottom - 2,
  );
  return labels.map(({ series, number, end, wanted }, i) => {
    const at = places[i] ?? wanted;
    const colour = colourOf(number);
    return (
      <g key={series.name}>
        {Math.abs(at - wanted) > 3 && (
          <path
            d={`M${x(end[0]) + 7} ${wanted}L${frame.right + type * 0.4} ${at}`}
            stroke={colour}
            strokeWidth={1}
            opacity={0.6}
            fill="none"
          />
        )}
        <path
          d={symbol(marks[number % marks.length], 40 * palette.typeScale ** 2)() ?? ''}
          transform={`translate(${frame.right + type} ${at})`}
          fill={branchSwatch(palette, number).wash}
          stroke={colour}
          strokeWidth={1.5}
        />
        <text x={frame.right + type * 1.7} y={at + type * 0.35} fill={colour} fontWeight={600}>
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
    model.lines.find((one) => one.series === number && one.dash === undefined) ??
    model.lines.find((one) => one.series === number);
  const visible = curve?.points
    .filter(([at, value]) => at <= model.x.to && Number.isFinite(value) && value <= model.y.to)
    .at(-1);
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
