import { create } from 'zustand';
import { benchBlock } from '#app/bench/bench-block';
import { difficultyAt } from '#app/bench/difficulty-scale';
import { draftOf, type HeaderDraft } from '#app/bench/header-draft';

/** The parts of the bench, in the order of its tabs. */
export const benchTabs = ['hand', 'machine', 'genesis', 'compare', 'difficulty', 'supply'] as const;
export type BenchTab = (typeof benchTabs)[number];

interface BenchForm {
  readonly tab: BenchTab;
  /** The header of the tab “By hand”. */
  readonly draft: HeaderDraft;
  /** What the machine mines. */
  readonly source: 'own' | 'any';
  /** Undefined until somebody writes one. */
  readonly message: string | undefined;
  /** Of the machine's own block. */
  readonly zeroBits: number;
  /** log₂ of the nonces of one header. */
  readonly nonceBits: number;
  /** 0: one for each core. */
  readonly workers: number;
  readonly blocks: number;
  /** Blocks mined so far in this visit: each has a coinbase of its own. */
  readonly serial: number;
  readonly from: string;
  /** Of the tab “Difficulty”. */
  readonly studyBits: number;
  /** log₁₀ of hashes per second there. */
  readonly studyPower: number;
  set(change: Partial<Omit<BenchForm, 'set'>>): void;
}

/** What stands in the fields of the bench. */
export const useBenchForm = create<BenchForm>()((set) => ({
  tab: 'hand',
  draft: draftOf(benchBlock({ message: '', bits: difficultyAt(4).bits, serial: 0, extraNonce: 0 }).header),
  source: 'own',
  message: undefined,
  zeroBits: 22,
  nonceBits: 32,
  workers: 0,
  blocks: 200,
  serial: 1,
  from: '0',
  studyBits: difficultyAt(32).bits,
  studyPower: 7,
  set,
}));
