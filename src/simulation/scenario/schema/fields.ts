import * as v from 'valibot';
import { roles } from '../../records.ts';
import type { LocalText } from '../scenario.ts';

// The fields that run and scenario files are made of, each with the bounds that keep an untrusted file harmless.

/** Most peers that a file may name. */
export const mostNodes = 10_000;
/** A simulated year is further than anybody watches. */
export const latest = 366 * 86_400e6;

/** A moment or a wait, microseconds. */
export const micros = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(latest));
/** What a peer is called. */
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const names = v.pipe(v.array(name), v.maxLength(mostNodes));
/** What a scenario, beat or parameter is called in links and files. */
export const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));
/** Satoshis, at most all there will ever be. */
export const amount = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,15}$/),
  v.check((text) => Number(text) <= 2_100_000_000_000_000),
);
/** A position, 0 … 1. */
export const unit = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** Tries per second. */
export const hashRate = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
/** sat/vB */
export const feeRate = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000));
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
export const seed = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(0xffff_ffff));
export const role = v.picklist(roles);
/** A text in both languages. */
export const text: v.GenericSchema<unknown, LocalText> = v.strictObject({
  en: v.pipe(v.string(), v.maxLength(8_000)),
  'zh-CN': v.pipe(v.string(), v.maxLength(8_000)),
});

/** Bytes in lower-case hex, at least one and at most so many of them. */
export const hexOf = (bytes: number) =>
  v.pipe(v.string(), v.maxLength(2 * bytes), v.regex(/^(?:[0-9a-f]{2})*$/), v.minLength(2));
