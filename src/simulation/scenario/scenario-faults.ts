import { type RunRefusal, refusalAt } from '../refusal.ts';
import type { Action, TimedAction } from '../run.ts';
import { type Beat, revealedAt } from './beat.ts';
import { nodeFields, nodeLists } from './node-fields.ts';
import type { Parameter } from './parameter.ts';
import { type Place, placesAt } from './patch-scenario.ts';
import type { Scenario } from './scenario.ts';

/** What a schema cannot see in a scenario: names that mean nothing, things out of order, paths that lead nowhere. */
export function* scenarioFaults(scenario: Scenario): Generator<RunRefusal> {
  yield* nodeFaults(scenario);
  yield* orderFaults(scenario.actions, ['actions']);
  const known = knownNames(scenario);
  for (const [index, { action }] of scenario.actions.entries())
    yield* nameFaults(action, ['actions', index, 'action'], known);
  for (const [index, goal] of scenario.goals.entries()) yield* nameFaults(goal, ['goals', index], known);
  yield* beatFaults(scenario.beats, known);
  yield* parameterFaults(scenario, known);
}

/** What a schema cannot see in the reader's own actions: out of order, or about peers that nobody added. */
export function* actionFaults(
  scenario: Scenario,
  actions: readonly TimedAction[],
  place: Place,
): Generator<RunRefusal> {
  yield* orderFaults(actions, place);
  const known = new Set([...knownNames(scenario), ...addedBy(actions.map(({ action }) => action))]);
  for (const [index, { action }] of actions.entries())
    yield* nameFaults(action, [...place, index, 'action'], known);
}

/** Actions that come before the one above them. */
function* orderFaults(actions: readonly TimedAction[], place: Place): Generator<RunRefusal> {
  for (let index = 1; index < actions.length; index++) {
    const at = actions[index]?.at ?? 0;
    const before = actions[index - 1]?.at ?? 0;
    if (at < before) yield refusalAt([...place, index, 'at'], 'outOfOrder', { at, before });
  }
}

function* nodeFaults(scenario: Scenario): Generator<RunRefusal> {
  const known = new Set<string>();
  for (const [index, { name }] of scenario.nodes.entries()) {
    if (known.has(name)) yield refusalAt(['nodes', index, 'name'], 'twice', { node: name });
    known.add(name);
  }
  for (const [index, link] of scenario.links.entries()) {
    yield* nameFaults(link, ['links', index], known);
    if (link.a === link.b) yield refusalAt(['links', index], 'twice', { node: link.a });
  }
}

/** Peers that exist at the start or are added on the way. */
function knownNames({ nodes, actions, beats }: Scenario): ReadonlySet<string> {
  const staged = [
    ...actions.map(({ action }) => action),
    ...beats.flatMap((beat) => [...beat.actions, ...(beat.handActions ?? [])]),
  ];
  return new Set([...nodes.map(({ name }) => name), ...addedBy(staged)]);
}

function addedBy(actions: readonly Action[]): string[] {
  return actions.flatMap((action) => (action.type === 'add-node' ? [action.name] : []));
}

function* nameFaults(value: object, place: Place, known: ReadonlySet<string>): Generator<RunRefusal> {
  const fields = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(fields.of))
    for (const [index, each] of fields.of.entries()) yield* nameFaults(each, [...place, 'of', index], known);
  for (const field of nodeFields) {
    const node = fields[field];
    if (typeof node === 'string' && !known.has(node))
      yield refusalAt([...place, field], 'unknownNode', { node });
  }
  for (const field of nodeLists) yield* listFaults(fields[field], [...place, field], known);
}

function* listFaults(names: unknown, place: Place, known: ReadonlySet<string>): Generator<RunRefusal> {
  if (!Array.isArray(names)) return;
  for (const [index, node] of names.entries()) {
    if (typeof node !== 'string') yield* listFaults(node, [...place, index], known);
    else if (!known.has(node)) yield refusalAt([...place, index], 'unknownNode', { node });
  }
}

function* beatFaults(beats: readonly Beat[], known: ReadonlySet<string>): Generator<RunRefusal> {
  const ids = new Set<string>();
  for (const [index, beat] of beats.entries()) {
    const place = ['beats', index];
    if (ids.has(beat.id)) yield refusalAt([...place, 'id'], 'twice', { node: beat.id });
    ids.add(beat.id);
    yield* nameFaults(beat.when, [...place, 'when'], known);
    for (const list of ['actions', 'handActions'] as const)
      for (const [number, action] of (beat[list] ?? []).entries())
        yield* nameFaults(action, [...place, list, number], known);
    yield* questionFaults(beats, index, known);
  }
}

function* questionFaults(
  beats: readonly Beat[],
  index: number,
  known: ReadonlySet<string>,
): Generator<RunRefusal> {
  const question = beats[index]?.question;
  if (question === undefined) return;
  const place = ['beats', index, 'question'];
  const { right, choices, revealAt } = question;
  if (typeof right === 'number') {
    if (right >= choices.length)
      yield refusalAt([...place, 'right'], 'wrongValue', {
        expected: `0 … ${choices.length - 1}`,
        received: String(right),
      });
  } else {
    if (right.length !== choices.length)
      yield refusalAt([...place, 'right'], 'wrongValue', {
        expected: String(choices.length),
        received: String(right.length),
      });
    for (const [number, condition] of right.entries())
      yield* nameFaults(condition, [...place, 'right', number], known);
  }
  if (revealedAt(beats, index) <= index)
    yield refusalAt([...place, 'revealAt'], 'unknownBeat', { beat: revealAt ?? '' });
}

function* parameterFaults(scenario: Scenario, known: ReadonlySet<string>): Generator<RunRefusal> {
  const ids = new Set<string>();
  for (const [index, parameter] of scenario.parameters.entries()) {
    const place = ['parameters', index];
    if (ids.has(parameter.id)) yield refusalAt([...place, 'id'], 'twice', { node: parameter.id });
    ids.add(parameter.id);
    yield* nameFaults(parameter, place, known);
    yield* pathFaults(scenario, parameter, place);
    if (parameter.kind === 'switch') continue;
    const { min, max, step, value } = parameter;
    const range = `${min} … ${max}`;
    if (!(max > min))
      yield refusalAt([...place, 'max'], 'wrongValue', { expected: `> ${min}`, received: String(max) });
    else if (value < min || value > max)
      yield refusalAt([...place, 'value'], 'wrongValue', { expected: range, received: String(value) });
    if (!(step > 0))
      yield refusalAt([...place, 'step'], 'wrongValue', { expected: '> 0', received: String(step) });
  }
}

function* pathFaults(scenario: Scenario, parameter: Parameter, place: Place): Generator<RunRefusal> {
  if (parameter.kind !== 'number') return;
  for (const [index, path] of parameter.paths.entries())
    if (placesAt(scenario, path).length === 0)
      yield refusalAt([...place, 'paths', index], 'leadsNowhere', { to: path });
}
