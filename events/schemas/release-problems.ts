import type { AvroSchema } from './avro-type.ts';
import { incompatibilities } from './compatibility.ts';
import type { TopicSchema, TopicSchemas } from './topic-schemas.ts';

/**
 * What is wrong with the schema files of a topic, each with what to do; empty: all is well. A released version never
 * changes, and every version may follow the ones before it under the topic's mode.
 */
export function releaseProblems({ topic, compatibility, versions, releasedSha256 }: TopicSchemas): readonly string[] {
  const problems: string[] = [];
  const fileOf = (version: number) => `${topic}/v${version}.avsc`;
  for (const [index, { version }] of versions.entries()) {
    if (version !== index + 1) {
      return [`${fileOf(index + 1)} is missing: versions are numbered from 1 without a gap`];
    }
  }
  for (const [index, sha256] of releasedSha256.entries()) {
    const version = index + 1;
    const file = versions[index];
    if (!file)
      problems.push(`${fileOf(version)} was released and is gone: bring it back, messages were written with it`);
    else if (file.sha256 !== sha256)
      problems.push(
        `${fileOf(version)} was released and is changed: bring it back and put the change into ${fileOf(versions.length + (versions.length > releasedSha256.length ? 0 : 1))}`,
      );
  }
  if (versions.length > releasedSha256.length + 1)
    problems.push(`${topic} has more than one draft: put all changes since the last release into one version`);

  const earlier: AvroSchema[] = [];
  for (const version of versions) {
    const parsed = parse(version);
    if (typeof parsed === 'string') return [...problems, `${fileOf(version.version)} is no Avro schema: ${parsed}`];
    for (const problem of incompatible(parsed.schema, earlier, compatibility))
      problems.push(
        `${fileOf(version.version)} breaks ${compatibility}, which ${topic} declares: ${problem}. Give a new field a default, keep what readers need, or make a topic of its own for what is different`,
      );
    earlier.push(parsed.schema);
  }
  return problems;
}

function incompatible(...args: Parameters<typeof incompatibilities>): readonly string[] {
  return incompatibilities(...args).slice(0, 1);
}

function parse({ text }: TopicSchema): { readonly schema: AvroSchema } | string {
  try {
    const schema = JSON.parse(text);
    // Reading a schema with itself finds what is wrong with it.
    incompatibilities(schema, [schema], 'BACKWARD');
    return { schema };
  } catch (error) {
    return (error as Error).message.slice(0, reasonLengthMax);
  }
}

const reasonLengthMax = 300;
