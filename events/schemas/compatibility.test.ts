import { describe, expect, test } from 'vitest';
import type { AvroSchema } from './avro-type.ts';
import { type Compatibility, incompatibilities, whyUnreadable } from './compatibility.ts';

/** A schema as JSON; the library's type of it is narrower than what it reads. */
type Json = unknown;
const as = (schema: Json): AvroSchema => schema as AvroSchema;

const record = (name: string, ...fields: Json[]): Json => ({ type: 'record', name, fields });
const field = (name: string, type: Json, fallback?: Json) => ({
  name,
  type,
  ...(fallback !== undefined && { default: fallback }),
});
const symbols = (name: string, text: string, fallback?: string): Json => ({
  type: 'enum',
  name,
  symbols: [...text],
  ...(fallback && { default: fallback }),
});
const fixed = (name: string, size: number): Json => ({ type: 'fixed', name, size });
const array = (items: Json): Json => ({ type: 'array', items });
const map = (values: Json): Json => ({ type: 'map', values });
const list = (head: string) => record('List', field('head', head), field('tail', ['null', 'List']));
const inner = (namespace: string): Json => ({ type: 'record', name: 'Inner', namespace, fields: [field('a', 'int')] });

const a = field('a', 'int');
const aDefault = field('a', 'int', 0);
const b = field('b', 'int');
const bDefault = field('b', 'int', 0);
const numbers = ['int', 'long', 'float', 'double'];

/** Reader and writer, after the tables of Apache Avro's TestSchemaCompatibility (readable). */
const readable: readonly (readonly [reader: Json, writer: Json])[] = [
  ...(['null', 'boolean', 'int', 'long', 'string', 'bytes'] as const).map((type) => [type, type] as const),
  ['long', 'int'],
  ['float', 'int'],
  ['float', 'long'],
  ['double', 'int'],
  ['double', 'long'],
  ['double', 'float'],
  ['string', 'bytes'],
  ['bytes', 'string'],
  [array('int'), array('int')],
  [array('long'), array('int')],
  [map('int'), map('int')],
  [map('long'), map('int')],
  [symbols('E', 'AB'), symbols('E', 'AB')],
  [symbols('E', 'ABC'), symbols('E', 'AB')],
  [symbols('E', 'AB', 'A'), symbols('E', 'ABC', 'A')],
  [fixed('F', 4), fixed('F', 4)],
  [['int'], ['int']],
  [
    ['int', 'string'],
    ['string', 'int'],
  ],
  [['long'], ['int']],
  [['double'], ['int']],
  [['double'], ['long']],
  [['double'], ['float']],
  [['double'], ['int', 'float']],
  [['string'], ['bytes']],
  [['bytes'], ['string']],
  ['float', ['int', 'float']],
  ['long', ['int', 'long']],
  ['double', ['int', 'float']],
  ['double', numbers],
  ['float', ['float']],
  [['int'], 'int'],
  ['int', ['int']],
  [record('R'), record('R')],
  [record('R'), record('R', a)],
  [record('R', a), record('R', a)],
  [record('R', aDefault), record('R', a)],
  [record('R', aDefault), record('R', aDefault)],
  [record('R', a), record('R', aDefault)],
  [record('R', field('a', 'long')), record('R', a)],
  [record('R', a), record('R', a, b)],
  [record('R', aDefault), record('R', a, b)],
  [record('R', a, bDefault), record('R', a)],
  [record('R', aDefault, bDefault), record('R')],
  [record('R', aDefault, bDefault), record('R', a)],
  [record('R', a, b), record('R', aDefault, bDefault)],
  [list('int'), list('int')],
  [list('long'), list('long')],
  [list('long'), list('int')],
  [record('R', field('f', ['null', array(inner('n1'))])), record('R', field('f', ['null', array(inner('n2'))]))],
  [record('R', a), record('n.R', a)],
];

/** Reader and writer, after TestSchemaCompatibility…TypeMismatch, …MissingUnionBranch, …NameMismatch and their siblings. */
const unreadable: readonly (readonly [reader: Json, writer: Json])[] = [
  ['null', 'int'],
  ['null', 'long'],
  ['boolean', 'int'],
  ['int', 'null'],
  ['int', 'boolean'],
  ['int', 'long'],
  ['int', 'float'],
  ['int', 'double'],
  ['long', 'float'],
  ['long', 'double'],
  ['float', 'double'],
  ['double', 'string'],
  [fixed('F', 4), 'string'],
  ['string', 'boolean'],
  ['string', 'int'],
  ['bytes', 'null'],
  ['bytes', 'int'],
  [record('R', a), 'int'],
  [array('int'), array('long')],
  [map('int'), array('int')],
  [array('int'), map('int')],
  [map('int'), map('long')],
  ['int', symbols('E', 'AB')],
  [symbols('E', 'AB'), 'int'],
  ['float', numbers],
  ['long', ['int', 'float']],
  ['int', ['int', 'float']],
  [list('int'), list('long')],
  [['int'], ['int', 'string']],
  [['string'], ['int', 'string']],
  [['int'], ['int', record('R', a)]],
  [
    ['int', record('R', a)],
    ['int', record('S', a)],
  ],
  [['int'], ['int', symbols('E', 'AB')]],
  [['int'], ['int', fixed('F', 4)]],
  ...(['long', 'float', 'double', 'bytes'] as const).map((type) => [['int'], [type]] as const),
  [['int'], ['int', 'boolean']],
  [['int'], ['int', array('int')]],
  [['int'], ['int', map('int')]],
  [['int'], ['int', 'null']],
  [['int'], numbers],
  [record('R', aDefault, field('b', ['int'], 0)), record('R', aDefault, field('b', ['int', 'string'], 0))],
  [symbols('E', 'AB'), symbols('F', 'AB')],
  [record('S'), record('R')],
  [fixed('F', 4), fixed('G', 4)],
  [fixed('F', 4), fixed('F', 8)],
  [record('R', field('b', symbols('E', 'AB'))), record('R', field('b', symbols('F', 'AB')))],
  [symbols('E', 'AB'), symbols('E', 'ABC')],
  [symbols('E', 'BC'), symbols('E', 'ABC')],
  [record('R', a), record('R')],
  [record('R', a, bDefault), record('R')],
];

describe('a reader of one schema', () => {
  test.each(readable)('%j reads what %j wrote', (reader, writer) => {
    expect(whyUnreadable(as(reader), as(writer))).toBeNull();
  });

  test.each(unreadable)('%j does not read what %j wrote, and says why', (reader, writer) => {
    expect(whyUnreadable(as(reader), as(writer))).toMatch(/\w/);
  });
});

describe('a mode', () => {
  const f1 = field('f1', 'string');
  const f2 = field('f2', 'string');
  const f2Default = field('f2', 'string', 'foo');
  const first = record('R', f1);
  const optional = record('R', f1, f2Default);
  const required = record('R', f1, f2);
  const twoOptional = record('R', f1, f2Default, field('f3', 'string', 'bar'));
  const renamed = record('R', { ...field('f1_new', 'string'), aliases: ['f1'] });
  const nullable = record('R', field('f1', ['null', 'string']));
  const wider = record('R', field('f1', ['null', 'string', 'int']));

  /** After Confluent's AvroCompatibilityTest: mode, new schema, earlier ones (oldest first), whether it may follow. */
  const cases: readonly (readonly [Compatibility, string, Json, readonly Json[], boolean])[] = [
    ['BACKWARD', 'a field with a default is added', optional, [first], true],
    ['BACKWARD', 'a field without a default is added', required, [first], false],
    ['BACKWARD', 'a field gets a new name and the old one as alias', renamed, [first], true],
    ['BACKWARD', 'a field becomes a union of its type and null', nullable, [first], true],
    ['BACKWARD', 'a nullable field becomes required', first, [nullable], false],
    ['BACKWARD', 'a union gets another branch', wider, [nullable], true],
    ['BACKWARD', 'a union loses a branch', nullable, [wider], false],
    ['BACKWARD', 'a field is deleted', first, [required], true],
    ['BACKWARD', 'only the last version is asked', required, [first, optional], true],
    ['BACKWARD_TRANSITIVE', 'defaults are added one after the other', twoOptional, [first, optional], true],
    ['BACKWARD_TRANSITIVE', 'all versions are asked', required, [first, optional], false],
    ['FORWARD', 'a field with a default is added', optional, [first], true],
    ['FORWARD', 'a field without a default is added', required, [first], true],
    ['FORWARD', 'a field loses its default', required, [optional], true],
    ['FORWARD', 'a field gets a default', optional, [required], true],
    ['FORWARD', 'a field with a default is deleted', first, [optional], true],
    ['FORWARD', 'a field without a default is deleted', first, [required], false],
    ['FORWARD', 'a union gets another branch', wider, [nullable], false],
    ['FORWARD', 'only the last version is asked', first, [required, optional], true],
    ['FORWARD_TRANSITIVE', 'fields with defaults are deleted', first, [twoOptional, optional], true],
    ['FORWARD_TRANSITIVE', 'all versions are asked', first, [required, optional], false],
    ['FULL', 'a field with a default is added', optional, [first], true],
    ['FULL', 'a field without a default is added', required, [first], false],
    ['FULL', 'a field with a default is deleted', first, [optional], true],
    ['FULL', 'a field without a default is deleted', first, [required], false],
    ['FULL', 'only the last version is asked when one adds', required, [first, optional], true],
    ['FULL', 'only the last version is asked when one deletes', first, [required, optional], true],
    ['FULL_TRANSITIVE', 'defaults are added one after the other', twoOptional, [first, optional], true],
    ['FULL_TRANSITIVE', 'fields with defaults are deleted', first, [twoOptional, optional], true],
    ['FULL_TRANSITIVE', 'all versions are asked when one adds', required, [first, optional], false],
    ['FULL_TRANSITIVE', 'all versions are asked when one deletes', first, [required, optional], false],
    ['NONE', 'anything goes', 'int', [first], true],
    ['FULL_TRANSITIVE', 'there is nothing before', first, [], true],
  ];
  test.each(cases)('%s: %s', (mode, _change, next, earlier, allowed) => {
    expect(incompatibilities(as(next), earlier.map(as), mode).length === 0).toBe(allowed);
  });
});
