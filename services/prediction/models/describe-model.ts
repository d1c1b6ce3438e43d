import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { features } from '../../../ml/features.ts';
import type { Manifest } from '../../../ml/manifest.ts';

/** The model that predicts, as its trainer and its card describe it. */
export interface ModelDescription {
  readonly manifest: Manifest;
  /** What it looks at, in the order in which it takes them. */
  readonly features: readonly { readonly name: string; readonly unit: string; readonly description: string }[];
  /** The model card as Markdown: what it is for, and where it is wrong; null: it came without one. */
  readonly card: string | null;
}

const cardBytesMax = 64 * 1024;

/** Describes the model in `directory`, whose manifest was found to fit this code. */
export async function describeModel(directory: string, manifest: Manifest): Promise<ModelDescription> {
  return {
    manifest,
    features: features.map(({ name, unit, description }) => ({ name, unit, description })),
    card: await readCard(join(directory, 'MODEL_CARD.md')),
  };
}

async function readCard(file: string): Promise<string | null> {
  const size = await stat(file).then(
    ({ size: bytes }) => bytes,
    () => null,
  );
  return size === null || size > cardBytesMax ? null : readFile(file, 'utf8');
}
