import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nakamotoProbability } from '#experiments/theory/nakamoto';
import { checkRows, expectEqual, type SuiteResult } from '../suite.ts';

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Nakamoto's table of whitepaper §11, and further values of its formula, to every digit. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const { published, computed } = JSON.parse(
    await readFile(join(vectorsFolder, 'theory/nakamoto_section11.json'), 'utf8'),
  ) as { published: { P?: Table }; computed: Table };
  const rows = [published.P ?? {}, computed].flatMap((table) =>
    Object.entries(table).flatMap(([q, values]) =>
      Object.entries(values).map(([z, expected]) => ({ q: Number(q), z: Number(z), expected })),
    ),
  );
  return checkRows(
    'theory/nakamoto_section11',
    rows,
    ({ q, z, expected }) =>
      expectEqual(nakamotoProbability(q, z).toFixed(expected.split('.')[1]!.length), expected),
    ({ q, z }) => `q=${q} z=${z}`,
  );
}
