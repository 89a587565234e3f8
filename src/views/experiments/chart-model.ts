/** One axis of a chart. */
export interface ChartAxis {
  readonly name: string;
  readonly scale: 'linear' | 'log';
  readonly from: number;
  readonly to: number;
  /** Where only these values mean something. */
  readonly ticks?: readonly number[];
  readonly format: (value: number) => string;
}

/** A curve of theory. */
export interface ChartLine {
  readonly id: string;
  /** Undefined for the exact theory, which is solid; others are told apart by their dashes. */
  readonly dash: string | undefined;
  /** Number of the series whose colour it has; −1 for a line of no series. */
  readonly series: number;
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

/** One measured point and its 95 % interval. */
export interface ChartDot {
  readonly x: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The numbers in words, shown under the pointer. */
  readonly words: string;
}

/** Measured points that belong together: one colour, one mark. */
export interface ChartSeries {
  readonly name: string;
  readonly dots: readonly ChartDot[];
}

/** A line across the chart that marks a value of one axis. */
export interface ChartReference {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly name: string;
}

/** A point that others have published about the real network. */
export interface ChartPublished {
  readonly x: number;
  readonly value: number;
  readonly name: string;
  /** Their formula gives it; else they measured it. */
  readonly computed: boolean;
}

/** A chart as a value: all that is drawn, in words and numbers. */
export interface ChartModel {
  readonly id: string;
  readonly title: string;
  /** One sentence computed from the numbers: what the picture shows. */
  readonly summary: string;
  /** What was run, for a picture that stands alone. */
  readonly note: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly lines: readonly ChartLine[];
  readonly series: readonly ChartSeries[];
  readonly references: readonly ChartReference[];
  readonly published: readonly ChartPublished[];
  /** What the published points and lines are, with their source; empty without any. */
  readonly source: string;
}
