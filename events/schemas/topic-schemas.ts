import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '@hono/zod-openapi';
import { type Compatibility, compatibilities } from './compatibility.ts';

/** One version of a topic's schema, as its file has it. */
export interface TopicSchema {
  readonly version: number;
  /** The file's text. */
  readonly text: string;
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
  z.object({ compatibility: z.enum(compatibilities), sha256: z.array(z.string().length(64)) }),
);
const fileName = /^v(\d{1,4})\.avsc$/;

/** All topics with a schema, by name. Throws when the folder and `released.json` do not name the same topics. */
export function readTopicSchemas(folder: string = import.meta.dirname): readonly TopicSchemas[] {
  const released = releasedSchema.parse(JSON.parse(readFileSync(join(folder, 'released.json'), 'utf8')));
  const topics = readdirSync(join(folder, 'topics')).sort();
  const strays = Object.keys(released).filter((topic) => !topics.includes(topic));
  if (strays.length > 0) throw new Error(`released.json names topics without a folder: ${strays.join(', ')}`);
  return topics.map((topic) => {
    const entry = released[topic];
    if (!entry) throw new Error(`released.json does not name ${topic}: add its compatibility`);
    const versions = readVersions(join(folder, 'topics', topic));
    return { topic, compatibility: entry.compatibility, versions, releasedSha256: entry.sha256 };
  });
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
      return { version, text, sha256: createHash('sha256').update(text).digest('hex') };
    })
    .sort((a, b) => a.version - b.version);
}
