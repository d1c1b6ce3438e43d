import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { releaseProblems } from './release-problems.ts';
import { readTopicSchemas, writeReleased } from './topic-schemas.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(import.meta.dirname, 'topics'), join(folder, 'topics'), { recursive: true });
  cpSync(join(import.meta.dirname, 'released.json'), join(folder, 'released.json'));
});

interface Field {
  readonly name: string;
  readonly type: unknown;
  readonly default?: unknown;
}

const problems = () => readTopicSchemas(folder).flatMap(releaseProblems);
const fileOf = (topic: string, version: number) => join(folder, 'topics', topic, `v${version}.avsc`);
const versionsOf = (topic: string) => readTopicSchemas(folder).find((one) => one.topic === topic)?.versions.length ?? 0;

/** Writes the schema that follows a topic's newest one with other fields. */
function draft(topic: string, change: (fields: Field[]) => readonly Field[]): number {
  const version = versionsOf(topic);
  const schema = JSON.parse(readFileSync(fileOf(topic, version), 'utf8')) as { fields: Field[] };
  writeFileSync(fileOf(topic, version + 1), JSON.stringify({ ...schema, fields: change(schema.fields) }));
  return version + 1;
}

const optional: Field = { name: 'more', type: ['null', 'string'], default: null };
const required: Field = { name: 'more', type: 'string' };

describe('schema files', () => {
  test('as they are in the repository are well', () => {
    expect(problems()).toEqual([]);
  });

  test('that were released must not change, however small the change', () => {
    const text = readFileSync(fileOf('events.raw', 1), 'utf8');
    writeFileSync(fileOf('events.raw', 1), text.replace('"As it was sent."', '"As it came."'));
    expect(problems()).toEqual([
      'events.raw/v1.avsc was released and is changed: bring it back and put the change into events.raw/v2.avsc',
    ]);
  });

  test('may be laid out anew', () => {
    const text = readFileSync(fileOf('events.raw', 1), 'utf8');
    writeFileSync(fileOf('events.raw', 1), `${JSON.stringify(JSON.parse(text))}\r\n`);
    expect(problems()).toEqual([]);
  });

  test('that were released must not go', () => {
    draft('events.raw', (fields) => [...fields, optional]);
    writeReleased(readTopicSchemas(folder), folder);
    rmSync(fileOf('events.raw', 2));
    expect(problems()).toEqual([
      'events.raw/v2.avsc was released and is gone: bring it back, messages were written with it',
    ]);
    rmSync(fileOf('events.raw', 1));
    draft('events.validated', (fields) => [...fields, optional]);
    expect(problems()[0]).toContain('events.raw/v1.avsc was released and is gone');
  });

  test('are numbered without a gap, with one draft at most', () => {
    cpSync(fileOf('events.raw', 1), fileOf('events.raw', 3));
    expect(problems()).toEqual(['events.raw/v2.avsc is missing: versions are numbered from 1 without a gap']);
    cpSync(fileOf('events.raw', 1), fileOf('events.raw', 2));
    expect(problems()).toEqual([
      'events.raw has more than one draft: put all changes since the last release into one version',
    ]);
  });

  test('hold Avro', () => {
    for (const text of ['{', '{"type":"record","name":"R","fields":[{"name":"a","type":"nothing"}]}']) {
      writeFileSync(fileOf('events.raw', 2), text);
      expect(problems()).toEqual([expect.stringMatching(/^events\.raw\/v2\.avsc is no Avro schema: ./)]);
    }
  });

  test('belong to a topic that says its compatibility', () => {
    cpSync(join(folder, 'topics/events.raw'), join(folder, 'topics/new'), { recursive: true });
    expect(problems).toThrow('released.json does not name new');
    rmSync(join(folder, 'topics/new'), { recursive: true });
    rmSync(join(folder, 'topics/events.raw'), { recursive: true });
    expect(problems).toThrow('released.json names topics without a folder: events.raw');
  });
});

describe('a draft', () => {
  const fullTopic = 'events.raw';
  const backwardTopic = 'events.validated';
  const forwardTopic = 'interventions.commands';

  test.each([fullTopic, backwardTopic, forwardTopic])('of %s may add a field with a default', (topic) => {
    draft(topic, (fields) => [...fields, optional]);
    expect(problems()).toEqual([]);
  });

  test.each([
    [fullTopic, 'FULL_TRANSITIVE'],
    [backwardTopic, 'BACKWARD_TRANSITIVE'],
  ])('of %s, which declares %s, may not add a field without a default', (topic, mode) => {
    const version = draft(topic, (fields) => [...fields, required]);
    expect(problems()).toEqual([
      expect.stringMatching(
        new RegExp(`^${topic}/v${version}\\.avsc breaks ${mode}, which ${topic} declares: .*new schema cannot`),
      ),
    ]);
  });

  test(`of ${forwardTopic} may add one, and may not take away one without a default`, () => {
    const version = draft(forwardTopic, (fields) => [...fields, required]);
    expect(problems()).toEqual([]);
    rmSync(fileOf(forwardTopic, version));
    draft(forwardTopic, (fields) => fields.filter(({ name }) => name !== 'recoveryId'));
    expect(problems()).toEqual([expect.stringContaining('an earlier schema cannot read what the new one writes')]);
  });

  test(`of ${backwardTopic} may add a kind of event, and may not lose one`, () => {
    const kinds = (change: (branches: readonly unknown[]) => readonly unknown[]) =>
      draft(backwardTopic, (fields) =>
        fields.map((field) => (field.name === 'event' ? { ...field, type: change(field.type as unknown[]) } : field)),
      );
    const version = kinds((branches) => [
      ...branches,
      { type: 'record', name: 'CartShared', fields: [{ name: 'cartId', type: 'string' }] },
    ]);
    expect(problems()).toEqual([]);
    rmSync(fileOf(backwardTopic, version));
    kinds((branches) => branches.slice(0, -1));
    expect(problems()).toEqual([expect.stringContaining('the new schema cannot read what an earlier one wrote')]);
  });

  test('is held against every release, not only the last', () => {
    draft(fullTopic, (fields) => [...fields, { name: 'more', type: 'string', default: '' }]);
    writeReleased(readTopicSchemas(folder), folder);
    expect(problems()).toEqual([]);
    draft(fullTopic, (fields) => fields.map((field) => (field.name === 'more' ? required : field)));
    expect(problems()).toEqual([expect.stringContaining(`${fullTopic}/v3.avsc breaks FULL_TRANSITIVE`)]);
  });
});
