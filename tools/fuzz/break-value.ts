import type { SeededRandom } from '../traffic/seeded-random.ts';

/** Values that programs of this kind have stumbled over. */
const hostile: readonly [unknown, ...unknown[]] = [
  null,
  true,
  -1,
  0,
  0.1,
  -0,
  1e308,
  2 ** 53,
  -(2 ** 63),
  '',
  ' ',
  'null',
  'x'.repeat(10_000),
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egpj.exe',
  '🙂'.repeat(200),
  "' or 1=1 --",
  '{{ 7 | times: 7 }}',
  '<script>alert(1)</script>',
  '=1+1',
  '../../etc/passwd',
  'javascript:alert(1)',
  'https://user:password@shop.example.evil.example/',
  '9999-99-99T99:99:99Z',
  '+275760-09-13T00:00:00.001Z',
  'ada@',
  '\r\nBcc: all@shop.example',
  [],
  {},
  [[[[[[[[[[]]]]]]]]]],
  { toString: 1, valueOf: 1 },
  Array.from({ length: 2_000 }, () => 1),
];

const unstorableNames: readonly [string, ...string[]] = [
  '__proto__',
  'constructor',
  'toString',
  '',
  '$where',
  'x'.repeat(500),
  '\u0000',
];

/** A copy that is broken in one place: another value, a missing or an additional field, a repeated item. */
export function breakValue(value: unknown, random: SeededRandom): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.15)) return random.pick(hostile);
  if (Array.isArray(value)) return breakArray(value, random);
  const fields = Object.entries(value);
  const index = random.between(0, Math.max(0, fields.length - 1));
  const action = random.between(0, 9);
  if (action === 0) return Object.fromEntries(fields.toSpliced(index, 1));
  if (action === 1) return Object.fromEntries([...fields, [random.pick(unstorableNames), random.pick(hostile)]]);
  return Object.fromEntries(
    fields.map(([name, field], at) => [name, at === index ? breakValue(field, random) : field]),
  );
}

function breakArray(items: readonly unknown[], random: SeededRandom): unknown {
  const index = random.between(0, Math.max(0, items.length - 1));
  const action = random.between(0, 9);
  if (action === 0) return items.toSpliced(index, 1);
  if (action === 1) return [...items, items[index], random.pick(hostile)];
  return items.map((item, at) => (at === index ? breakValue(item, random) : item));
}

/** Text of a request body that is no longer what a program would write: cut, with raw bytes, or with repeated names. */
export function breakText(json: string, random: SeededRandom): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(json);
  const at = random.between(0, Math.max(0, bytes.length - 1));
  switch (random.between(0, 6)) {
    case 0:
      return bytes.slice(0, at);
    case 1:
      return joined([bytes.slice(0, at), new Uint8Array([random.between(0, 255)]), bytes.slice(at + 1)]);
    case 2:
      return joined([new Uint8Array([0xef, 0xbb, 0xbf]), bytes]);
    case 3:
      return joined([bytes.slice(0, at), new Uint8Array([0xff, 0xfe, 0xc0, 0x80]), bytes.slice(at)]);
    case 4:
      return new TextEncoder().encode(json.replace('{', '{"id":"first","id":1e999,'));
    case 5:
      return new TextEncoder().encode(`${'['.repeat(20_000)}${json}`);
    default:
      return joined([bytes, bytes]);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

const unstorableSegments: readonly [string, ...string[]] = [
  '%00',
  '%ff',
  '..%2f..%2f',
  '%F0%9F%99%82',
  'null',
  '-1',
  '00000000-0000-0000-0000-000000000000',
  "'%20or%201=1--",
  '%7B%7D',
  'a'.repeat(3_000),
  '%E2%80%AEx',
  '%',
  '%zz',
];

/** What stands in a path or a query, already encoded, or wrongly so. */
export function brokenSegment(random: SeededRandom): string {
  return random.pick(unstorableSegments);
}
