import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { Refusal } from '../store/ask-engine.ts';

/** The form of a backup's folder; a restore reads this one only. */
const formatVersion = 1;
const manifestName = 'manifest.json';
/** What a folder is called until all of it is there. */
export const unfinishedSuffix = '.unfinished';

const rowsSchema = z.object({
  rows: z.int(),
  /** By store; absent: the table belongs to the installation. */
  byStore: z.record(z.string(), z.int()).optional(),
});

const manifestSchema = z.object({
  format: z.literal(formatVersion),
  /** Version of the engine that made it. */
  engine: z.string(),
  /** Everything that was committed before then is in it. */
  asOf: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  postgres: z.object({
    major: z.int(),
    /** Hashes of the migrations that its tables were made by, in their order. */
    migrations: z.array(z.string()),
    tables: z.record(z.string(), rowsSchema),
    /** The last number that each gave; null: none so far. */
    sequences: z.record(z.string(), z.string().nullable()),
  }),
  /** Null: the log is not in it. Per partition the newest position that is surely there. */
  log: z.object({ major: z.int(), ends: z.record(z.string(), z.string()) }).nullable(),
  /** Null: the workflows are not in it, and a restore starts those of open recoveries anew. */
  temporal: z.object({ copiedAt: z.iso.datetime() }).nullable(),
  /** Which keys what is sealed was sealed with: never the keys themselves. */
  keys: z.array(z.string()),
  withSecrets: z.boolean(),
  /** What belongs to the installation and is not in it, and why. */
  leftOut: z.array(z.object({ what: z.string(), why: z.string() })),
  files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});

export type Manifest = z.output<typeof manifestSchema>;
export type CountedRows = z.output<typeof rowsSchema>;

/** Notes every file of the folder with its hash. The manifest is written last, so that a folder that has one is whole. */
export async function writeManifest(folder: string, content: Omit<Manifest, 'format' | 'files'>): Promise<Manifest> {
  const files = [];
  for (const path of filesBelow(folder))
    files.push({ path, bytes: statSync(join(folder, path)).size, sha256: await sha256Of(join(folder, path)) });
  const manifest: Manifest = { format: formatVersion, ...content, files };
  writeFileSync(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  return manifest;
}

/** Reads what a folder says that it holds. Throws `Refusal`, with what is wrong, for a folder that is no whole backup. */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, manifestName), 'utf8');
  } catch (cause) {
    const isHalf = folder.endsWith(unfinishedSuffix);
    const why = isHalf ? 'it was interrupted while it was made' : `it has no ${manifestName}`;
    throw new Refusal(`${folder} is no backup: ${why}.`, { cause });
  }
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success)
    throw new Refusal(`${folder} cannot be read: its ${manifestName} is damaged or of another form.`);
  return parsed.data;
}

/** Compares every file with the manifest. Throws `Refusal` with all that are missing, damaged or not named. */
export async function checkFiles(folder: string, { files }: Manifest): Promise<void> {
  const found = new Set(filesBelow(folder).filter((path) => path !== manifestName));
  const problems: string[] = [];
  for (const { path, bytes, sha256 } of files) {
    if (!found.delete(path)) problems.push(`${path} is missing`);
    else if (statSync(join(folder, path)).size !== bytes) problems.push(`${path} has another size`);
    else if ((await sha256Of(join(folder, path))) !== sha256) problems.push(`${path} is damaged`);
  }
  for (const path of found) problems.push(`${path} is not named in ${manifestName}`);
  if (problems.length > 0) throw new Refusal(`${folder} is damaged: ${problems.join('; ')}. Nothing was changed.`);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
