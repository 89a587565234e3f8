import type { Scenario } from '#simulation/scenario/scenario';

/** Whether a value has enough of a scenario for the forms not to break. What else is wrong with it, they show. */
export function looksLikeADraft(value: unknown): value is Scenario {
  if (typeof value !== 'object' || value === null) return false;
  const draft = value as Readonly<Record<string, unknown>>;
  if (draft.format !== 'chainroom-scenario') return false;
  const { nodes, links, actions, beats, goals, parameters } = draft;
  return (
    holdsRecords(nodes, ['name']) &&
    holdsRecords(links, []) &&
    holdsRecords(actions, ['action']) &&
    (actions as readonly Record<string, unknown>[]).every(({ action }) => isAction(action)) &&
    holdsRecords(goals, ['type']) &&
    holdsRecords(parameters, ['kind', 'label', 'id']) &&
    holdsRecords(beats, ['title', 'text', 'when', 'actions']) &&
    (beats as readonly Record<string, unknown>[]).every(soundBeat) &&
    (goals as readonly unknown[]).every(soundCondition) &&
    (parameters as readonly Record<string, unknown>[]).every(({ label }) => isRecord(label))
  );
}

function soundBeat({ title, when, actions, handActions, question }: Record<string, unknown>): boolean {
  return (
    isRecord(title) &&
    soundCondition(when) &&
    holdsActions(actions) &&
    (handActions === undefined || holdsActions(handActions)) &&
    soundQuestion(question)
  );
}

function soundCondition(condition: unknown): boolean {
  if (!isRecord(condition) || typeof condition.type !== 'string') return false;
  if (condition.type !== 'any' && condition.type !== 'all') return true;
  return holdsRecords(condition.of, ['type']) && (condition.of as readonly unknown[]).every(soundCondition);
}

function soundQuestion(question: unknown): boolean {
  if (question === undefined) return true;
  if (!isRecord(question) || !holdsRecords(question.choices, [])) return false;
  if (!Array.isArray(question.right)) return typeof question.right === 'number';
  return question.right.every(soundCondition);
}

function holdsActions(value: unknown): boolean {
  return Array.isArray(value) && value.every(isAction);
}

function isAction(value: unknown): boolean {
  return isRecord(value) && typeof value.type === 'string';
}

function holdsRecords(value: unknown, fields: readonly string[]): boolean {
  return (
    Array.isArray(value) && value.every((each) => isRecord(each) && fields.every((field) => field in each))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
