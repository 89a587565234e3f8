import { sha256 } from '#bitcoin/crypto/sha256';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { prologueFault } from '#scenarios/prologue-fault';
import { parseRun } from '#simulation/parse-run';
import { type Parsed, refused } from '#simulation/refusal';
import type { Run } from '#simulation/run';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import type { ParameterValues } from '#simulation/scenario/parameter';
import type { Scenario } from '#simulation/scenario/scenario';
import { deflate, inflate } from './deflate.ts';

/** What a link holds: a run, and the moment to look at. */
export interface LinkedMoment {
  readonly run: Run;
  /** microseconds */
  readonly position: number;
}

type FindScenario = (id: string) => Scenario | undefined;

/** Longer hashes are cut by mail programs and chat windows; such a run is better sent as a file. */
export const longestHash = 6_000;

/** The hash of an address is `run=` payload `.` checksum; with `runz=` the payload is packed. */
const prefix = 'run=';
const packedPrefix = 'runz=';
/** What a link may unpack to, bytes. */
const mostUnpacked = 1_000_000;
const version = 1;
const checksumLength = 8;

/** The part of a link after `#`; undefined when it would be longer than 6,000 characters even packed.
 * A scenario that ships is named by id and content, any other is embedded. */
export async function shareLinkHash(
  { run, position }: LinkedMoment,
  find: FindScenario,
): Promise<string | undefined> {
  const value = {
    v: version,
    e: run.engine,
    ...(named(run.scenario, find) ?? { s: run.scenario }),
    r: run.seed,
    a: run.actions.map(({ at, action }) => [at, action]),
    t: Math.floor(position),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const plain = hashOf(prefix, bytes);
  if (plain.length <= longestHash) return plain;
  const packed = hashOf(packedPrefix, await deflate(bytes));
  return packed.length <= longestHash ? packed : undefined;
}

function hashOf(kind: string, bytes: Uint8Array): string {
  const payload = toBase64Url(bytes);
  return `${kind}${payload}.${checksum(payload)}`;
}

/** A shipped scenario by id and content, with the parameters that are set otherwise and whether it is staged by hand;
 * undefined when it is another one. */
function named(scenario: Scenario, find: FindScenario) {
  const shipped = find(scenario.id);
  if (shipped === undefined) return undefined;
  const content = contentHash(scenario);
  const link = { i: scenario.id, h: contentHash(shipped) };
  if (link.h === content) return link;
  const changed = scenario.parameters.filter(
    ({ id, value }) => shipped.parameters.find((parameter) => parameter.id === id)?.value !== value,
  );
  const values = Object.fromEntries(changed.map(({ id, value }) => [id, value]));
  const variant = variantOf(shipped, values, scenario.byHand);
  if (variant === undefined || contentHash(variant) !== content) return undefined;
  return { ...link, p: values, ...(scenario.byHand === true ? { b: 1 } : {}) };
}

function variantOf(shipped: Scenario, values: ParameterValues, byHand?: boolean): Scenario | undefined {
  const applied = applyParameters(shipped, values);
  if (!applied.ok) return undefined;
  return byHand === undefined ? applied.scenario : { ...applied.scenario, byHand };
}

/** Reads the hash of an address; undefined when it is about something else. Never throws.
 * @param hash without the leading `#` */
export async function parseShareLink(
  hash: string,
  find: FindScenario,
): Promise<Parsed<LinkedMoment> | undefined> {
  const kind = [prefix, packedPrefix].find((each) => hash.startsWith(each));
  if (kind === undefined) return undefined;
  if (hash.length > longestHash * 2)
    return refused([], 'tooLarge', { size: hash.length, limit: longestHash });
  const body = hash.slice(kind.length);
  const bad = body.search(/[^A-Za-z0-9_.-]/);
  if (bad >= 0) return refused([], 'linkCharacter', { position: kind.length + bad + 1 });
  const dot = body.lastIndexOf('.');
  const payload = body.slice(0, Math.max(0, dot));
  if (dot < 0 || checksum(payload) !== body.slice(dot + 1)) {
    return refused([], 'linkDamaged', { length: hash.length });
  }
  let value: unknown;
  try {
    const bytes = fromBase64Url(payload);
    const whole = kind === packedPrefix ? await inflate(bytes, mostUnpacked) : bytes;
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(whole));
  } catch {
    return refused([], 'linkDamaged', { length: hash.length });
  }
  return readLink(value, find);
}

function readLink(value: unknown, find: FindScenario): Parsed<LinkedMoment> {
  if (typeof value !== 'object' || value === null) return refused([], 'notARun');
  const link = value as Record<string, unknown>;
  if (link.v !== version) {
    return refused([], 'otherVersion', { found: String(link.v).slice(0, 60), expected: version });
  }
  let scenario = link.s;
  if (scenario === undefined) {
    const id = String(link.i).slice(0, 64);
    const shipped = find(id);
    if (shipped === undefined) return refused(['scenario'], 'unknownScenario', { id });
    if (contentHash(shipped) !== link.h) return refused(['scenario'], 'scenarioChanged', { id });
    const set = typeof link.p === 'object' && link.p !== null ? (link.p as ParameterValues) : {};
    scenario = variantOf(shipped, set, link.b === 1 ? true : undefined);
    if (scenario === undefined) return refused(['scenario'], 'scenarioChanged', { id });
  }
  const actions = Array.isArray(link.a)
    ? link.a.map((pair: unknown) => (Array.isArray(pair) ? { at: pair[0], action: pair[1] } : pair))
    : link.a;
  const run = parseRun({ engine: link.e, scenario, seed: link.r, actions });
  if (!run.ok) return run;
  const fault = prologueFault(run.value.scenario, ['scenario']);
  if (fault !== undefined) return { ok: false, refusal: fault };
  const position = link.t;
  const valid = typeof position === 'number' && Number.isFinite(position) && position >= 0;
  if (!valid)
    return refused(['position'], 'wrongValue', {
      expected: '>=0',
      received: String(position).slice(0, 60),
    });
  return { ok: true, value: { run: run.value, position } };
}

/** The first 8 hex digits of the hash of a scenario's content, whatever the order of its keys. */
export function contentHash(scenario: Scenario): string {
  return hashText(JSON.stringify(scenario, (_, value: unknown) => (isPlain(value) ? sorted(value) : value)));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1)));
}

/** Tells a link that lost its tail or a letter from a whole one. */
function checksum(payload: string): string {
  return hashText(payload);
}

function hashText(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text))).slice(0, checksumLength);
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
