import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSpiffeId, refuseOtherServer, spiffeIdOf } from './spiffe-id.ts';

const postgres = 'spiffe://example.com/ns/data/sa/postgres';

test.for([
  ['spiffe://example.com/ns/data/sa/postgres', true],
  ['spiffe://example.com', false],
  ['spiffe://example.com/', false],
  ['spiffe://Example.com/postgres', false],
  ['spiffe://example.com/postgres/', false],
  ['spiffe://example.com/a/../postgres', false],
  ['spiffe://example.com:8443/postgres', false],
  ['https://example.com/postgres', false],
  [`spiffe://example.com/${'a'.repeat(2_048)}`, false],
] as const)('%s as the id of a workload: %s', ([text, is]) => {
  expect(isSpiffeId(text)).toBe(is);
});

test('a server is known by the whole of its id, and by nothing that looks like it (operations T7)', () => {
  const refusal = (subjectaltname: string) => refuseOtherServer({ subjectaltname }, [postgres])?.message;
  expect(refusal(`URI:${postgres}`)).toBeUndefined();
  expect(refusal(`DNS:db.example.com, URI:${postgres}, IP Address:10.0.0.1`)).toBeUndefined();
  for (const others of [
    `URI:${postgres}-2`,
    'URI:spiffe://example.com/ns/data/sa',
    'URI:spiffe://example.org/ns/data/sa/postgres',
    'DNS:example.com',
    // Two ids: whichever was meant, somebody may have slipped the other one in.
    `URI:${postgres}, URI:spiffe://example.com/ns/data/sa/valkey`,
    `URI:spiffe://example.com/ns/data/sa/valkey, URI:${postgres}`,
    // As Node prints a DNS name that holds a comma.
    `DNS:"a, URI:${postgres}"`,
    `DNS:a, DNS:"b\\", URI:${postgres}"`,
    // Not what Node prints.
    `URI:"${postgres}`,
    `URI:${postgres} `,
    '',
  ])
    expect(refusal(others), others).toMatch(/^The certificate of the server /);
});

test('no name of another kind becomes an id, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('DNS', 'email', 'DirName', 'IP Address'), (name, kind) => {
      // Node leaves a value as it is only where it holds nothing that could be taken for more.
      const hostile = `${name}, URI:${postgres}`;
      expect(spiffeIdOf(`${kind}:${JSON.stringify(hostile)}`)).toBeNull();
      expect(spiffeIdOf(`${kind}:${JSON.stringify(hostile)}, URI:${postgres}`)).toBe(postgres);
    }),
  );
});
