import type { SchemaRegistry } from './schema-registry.ts';
import { readTopicSchemas, subjectOf } from './topic-schemas.ts';

/** Tells a registry every released schema of every topic and what may follow them. Doing it again changes nothing. */
export async function registerTopics(registry: SchemaRegistry): Promise<void> {
  for (const { topic, compatibility, versions, releasedSha256 } of readTopicSchemas()) {
    const subject = subjectOf(topic);
    await registry.setCompatibility(subject, compatibility);
    for (const { text } of versions.slice(0, releasedSha256.length)) await registry.register(subject, text);
  }
}
