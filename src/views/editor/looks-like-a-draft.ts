import type { Scenario } from '#simulation/scenario';

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
    holdsRecords(goals, ['type']) &&
    holdsRecords(parameters, ['kind', 'label', 'id']) &&
    holdsRecords(beats, ['title', 'text', 'when', 'actions']) &&
    (beats as readonly Record<string, unknown>[]).every(
      (beat) =>
        holdsRecords(beat.actions, ['type']) &&
        isRecord(beat.title) &&
        isRecord(beat.when) &&
        soundQuestion(beat.question),
    )
  );
}

function soundQuestion(question: unknown): boolean {
  if (question === undefined) return true;
  if (!isRecord(question) || !holdsRecords(question.choices, [])) return false;
  return typeof question.right === 'number' || holdsRecords(question.right, ['type']);
}

function holdsRecords(value: unknown, fields: readonly string[]): boolean {
  return (
    Array.isArray(value) && value.every((each) => isRecord(each) && fields.every((field) => field in each))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
