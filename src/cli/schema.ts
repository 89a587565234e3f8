import { toJsonSchema } from '@valibot/to-json-schema';
import { actionSchema } from '#simulation/scenario/schema/action-schema';
import {
  conditionSchema,
  goalSchema,
  simpleConditionSchema,
} from '#simulation/scenario/schema/condition-schema';
import * as fields from '#simulation/scenario/schema/fields';
import { scenarioSchema } from '#simulation/scenario/schema/scenario-schema';
import { exitCode, type Print, reportMalformed } from './report.ts';
import { UsageError } from './usage-error.ts';

/** `chainroom schema`: prints the scenario format as a JSON Schema. `public/scenario.schema.json` is its output. */
export function schema(args: readonly string[], print: Print = console.log): Promise<number> {
  return reportMalformed(print, async () => {
    if (args.length > 0) throw new UsageError('usage: chainroom schema');
    print(scenarioJsonSchema());
    return exitCode.ok;
  });
}

/** The scenario format (draft 2020-12), for editors that complete and check while one types. It says what the page's own
 * schema says, except for what JSON Schema cannot say: see docs/SCENARIOS.md. */
export function scenarioJsonSchema(): string {
  const { $schema, ...rest } = toJsonSchema(scenarioSchema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // Bounds that are functions are left out: the page checks them.
    errorMode: 'ignore',
    definitions: {
      action: actionSchema,
      condition: conditionSchema,
      goal: goalSchema,
      simpleCondition: simpleConditionSchema,
      text: fields.text,
      name: fields.name,
      id: fields.id,
      micros: fields.micros,
      amount: fields.amount,
      hashRate: fields.hashRate,
      count: fields.count,
      position: fields.unit,
    },
  });
  return JSON.stringify({ $schema, title: 'Chainroom scenario', ...rest }, null, 2);
}
