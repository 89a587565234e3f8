/** A scenario of version 1 as one of version 2, which has a story and parameters as well, and without the name of the JSON
 * Schema that helped to write it; anything else as it is. */
export function upgradeScenario(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('format' in value)) return value;
  if (value.format !== 'chainroom-scenario' || !('version' in value)) return value;
  const { $schema: _, ...scenario } = value as typeof value & { readonly $schema?: unknown };
  return scenario.version === 1 ? { parameters: [], beats: [], ...scenario, version: 2 } : scenario;
}
