import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Compatibility, compatibilities } from './compatibility.ts';

/** One version of a topic's schema, as its file has it. */
export interface TopicSchema {
  readonly version: number;
  /** The file's text. */
  readonly text: string;
  /** Of its JSON without white space: how a file is laid out, and how its lines end, may change. */
  readonly sha256: string;
}

/** What the repository says about a topic's schema. */
export interface TopicSchemas {
  readonly topic: string;
  readonly compatibility: Compatibility;
  /** Every file, oldest first: `topics/<topic>/v<version>.avsc`. */
  readonly versions: readonly TopicSchema[];
  /** The hash that each released version was pinned to, version 1 first. Files beyond are drafts that nobody writes yet. */
  readonly releasedSha256: readonly string[];
}

const releasedSchema = z.record(
  z.string(),
  z.object({
    compatibility: z.enum(compatibilities),
    /** Hash of each released version, by its number. */
    released: z.record(z.string().regex(/^[1-9]\d*$/), z.string().length(64)),
  }),
);
const fileName = /^v(\d{1,4})\.avsc$/;
const releasedFile = 'released.json';

/** All topics with a schema, by name. Throws when the folder and `released.json` do not name the same topics. */
export function readTopicSchemas(folder: string = import.meta.dirname): readonly TopicSchemas[] {
  const released = releasedSchema.parse(JSON.parse(readFileSync(join(folder, releasedFile), 'utf8')));
  const topics = existsSync(join(folder, 'topics')) ? readdirSync(join(folder, 'topics')).sort() : [];
  const strays = Object.keys(released).filter((topic) => !topics.includes(topic));
  if (strays.length > 0) throw new Error(`${releasedFile} names topics without a folder: ${strays.join(', ')}`);
  return topics.map((topic) => {
    const entry = released[topic];
    if (!entry)
      throw new Error(`${releasedFile} does not name ${topic}: add its compatibility and an empty "released"`);
    const versions = readVersions(join(folder, 'topics', topic));
    return { topic, compatibility: entry.compatibility, versions, releasedSha256: Object.values(entry.released) };
  });
}

/** The newest version that may be written. Throws when nothing of the topic is released. */
export function newestReleased(topic: string): TopicSchema {
  const schemas = readTopicSchemas().find((candidate) => candidate.topic === topic);
  const newest = schemas?.versions[schemas.releasedSha256.length - 1];
  if (!newest) throw new Error(`${topic} has no released schema`);
  return newest;
}

/** Pins every draft: from then on programs write it and its file must not change. */
export function writeReleased(schemas: readonly TopicSchemas[], folder: string = import.meta.dirname): void {
  const released = schemas.map(({ topic, compatibility, versions, releasedSha256 }) => {
    const hashes = [...releasedSha256, ...versions.slice(releasedSha256.length).map(({ sha256 }) => sha256)];
    const entries = hashes.map((sha256, index) => [index + 1, sha256]);
    return [topic, { compatibility, released: Object.fromEntries(entries) }];
  });
  writeFileSync(join(folder, releasedFile), `${JSON.stringify(Object.fromEntries(released), null, 2)}\n`);
}

/** The subject under which a registry keeps the schema of a topic's values. */
export function subjectOf(topic: string): string {
  return `${topic}-value`;
}

function readVersions(folder: string): readonly TopicSchema[] {
  return readdirSync(folder)
    .map((name) => {
      const version = Number(fileName.exec(name)?.[1]);
      if (!Number.isInteger(version)) throw new Error(`${name} in ${folder} is not named v<version>.avsc`);
      const text = readFileSync(join(folder, name), 'utf8');
      return { version, text, sha256: hashOf(text) };
    })
    .sort((a, b) => a.version - b.version);
}

function hashOf(text: string): string {
  let content = text;
  try {
    content = JSON.stringify(JSON.parse(text));
  } catch {
    // No JSON: its text is as good as any, and whoever checks it says what is wrong.
  }
  return createHash('sha256').update(content).digest('hex');
}
