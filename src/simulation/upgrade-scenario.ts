/** A scenario of version 1 as one of version 2, which has a story and parameters as well; anything else as it is. */
export function upgradeScenario(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('version' in value)) return value;
  if (value.version !== 1 || !('format' in value) || value.format !== 'chainroom-scenario') return value;
  return { parameters: [], beats: [], ...value, version: 2 };
}
