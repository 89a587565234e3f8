import type { PolicyChoice } from '../policy-choice.ts';
import type { Role } from '../records.ts';
import type { TimedAction } from '../run.ts';
import type { Beat } from './beat.ts';
import type { Condition } from './condition.ts';
import type { Parameter } from './parameter.ts';

/** A text in both languages. */
export interface LocalText {
  readonly en: string;
  readonly 'zh-CN': string;
}

export interface ScenarioNode {
  readonly name: string;
  readonly role: Role;
  /** Tries per simulated second, integer; 0 for a node that does not mine. */
  readonly hashRate: number;
  readonly x: number;
  readonly y: number;
  /** False: it exists but starts switched off. */
  readonly online?: boolean;
  /** Outbound connections it wants to hold; default: the scenario's `outboundTarget`. */
  readonly outboundTarget?: number;
  /** It never dials two peers in one address range. */
  readonly diverseOutbound?: boolean;
  /** Number (0 … 15) of an address range it shares with others of that number; default: a range of its own. */
  readonly network?: number;
  /** Where it differs from the others in what it relays. */
  readonly policy?: PolicyChoice;
}

/** A connection that exists at the start; omitted numbers follow from the distance of the two positions. */
export interface ScenarioLink {
  readonly a: string;
  readonly b: string;
  readonly latencyMicros?: number;
  readonly bytesPerSecond?: number;
  readonly lossPerMillion?: number;
}

/** Something a reference run must bring about; a test drives each scenario to its goal. */
export type Goal = Exclude<Condition, { readonly type: 'after' | 'by-hand' }>;

/** A world as a JSON value: no functions, nothing derived. */
export interface Scenario {
  readonly format: 'chainroom-scenario';
  readonly version: 2;
  readonly id: string;
  readonly title: LocalText;
  /** One paragraph shown when it opens: what will happen, what to try. */
  readonly introduction: LocalText;
  /** Which shipped prologue chain provides the coins at t = 0. */
  readonly prologue: string;
  readonly nodes: readonly ScenarioNode[];
  readonly links: readonly ScenarioLink[];
  /** Outbound connections every node tries to hold through discovery. */
  readonly outboundTarget: number;
  /** Mean wait between random payments, network-wide; 0: no traffic. */
  readonly trafficMeanWaitMicros: number;
  /** Mean delay before a node announces transactions to one peer (batches them). */
  readonly trickleMeanMicros: number;
  /** What all nodes relay and keep, where that is not the default. */
  readonly policy?: PolicyChoice;
  readonly actions: readonly TimedAction[];
  /** Simulated time by which the reference run (default seed, no user action) has reached every goal. */
  readonly referenceMicros: number;
  readonly defaultSeed: number;
  readonly goals: readonly Goal[];
  /** Set for the attack director: which family it stages, e.g. `double-spend`. */
  readonly family?: string;
  /** What happens and why: paragraphs separated by blank lines. `{id}` shows a parameter's value. */
  readonly explanation?: LocalText;
  /** What can be set before it starts. */
  readonly parameters: readonly Parameter[];
  /** The story it tells, in order. */
  readonly beats: readonly Beat[];
  /** True: it is staged by hand (see `byHand`), beat after beat, and attackers follow no plan of their own. */
  readonly byHand?: boolean;
}
