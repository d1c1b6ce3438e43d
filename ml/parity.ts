import { z } from 'zod';
import { startInferenceThread } from './inference-thread.ts';
import type { LoadedModel } from './load-model.ts';
import { ModelRefusedError } from './model-refused-error.ts';

/** Largest difference between what the trainer's library said and what the runtime that serves says. */
export const parityMax = 1e-5;
const rowsMax = 20_000;

const parityRowsSchema = z
  .array(
    z.object({
      /** Null: not known. */
      features: z.array(z.number().nullable()),
      probability: z.number(),
      /** Of each feature to the log-odds. */
      contributions: z.array(z.number()),
    }),
  )
  .min(1)
  .max(rowsMax);

export type ParityRow = z.infer<typeof parityRowsSchema>[number];

/** Throws `ModelRefusedError` unless the content is rows of a width of `width`. */
export function parseParityRows(content: Uint8Array, width: number): readonly ParityRow[] {
  const parsed = parityRowsSchema.safeParse(jsonOf(content));
  if (!parsed.success)
    throw new ModelRefusedError('parity_invalid', 'parity rows', 'rows', z.prettifyError(parsed.error));
  const odd = parsed.data.find((row) => row.features.length !== width || row.contributions.length !== width);
  if (odd) throw new ModelRefusedError('parity_invalid', 'width of parity rows', `${width}`, `${odd.features.length}`);
  return parsed.data;
}

/**
 * Loads the model in a thread of its own, as it will be served, and asks it the trainer's rows. Throws `ModelRefusedError`
 * when the runtime does not take it or does not say what the trainer's library said.
 */
export async function proveParity(model: LoadedModel, rows: readonly ParityRow[]): Promise<void> {
  const thread = startInferenceThread();
  try {
    const asked = Float32Array.from(rows.flatMap(({ features }) => features.map((value) => value ?? NaN)));
    const { lines } = await thread
      .load('parity', model)
      .then(() => thread.score('parity', asked))
      .catch((error: unknown) => {
        const found = error instanceof Error ? error.message : String(error);
        throw new ModelRefusedError('runtime_refused', 'model', 'one that the runtime loads and scores', found);
      });
    const furthest = Math.max(...rows.map((row, index) => differenceOf(row, lines, index)));
    // Not a number is no parity either.
    if (!(furthest < parityMax))
      throw new ModelRefusedError('parity_differs', 'largest difference', `below ${parityMax}`, `${furthest}`);
  } finally {
    await thread.stop();
  }
}

function differenceOf({ probability, contributions }: ParityRow, lines: Float32Array, index: number): number {
  const width = contributions.length + 1;
  const expected = [probability, ...contributions];
  return Math.max(...expected.map((value, place) => Math.abs(value - (lines[index * width + place] ?? NaN))));
}

function jsonOf(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined;
  }
}
