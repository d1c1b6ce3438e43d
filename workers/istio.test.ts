import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { roleNames } from './role-names.ts';

const source = z.strictObject({ source: z.strictObject({ principals: z.array(z.string()).min(1) }) });
const operation = z.strictObject({
  operation: z.strictObject({
    ports: z.array(z.string()).min(1),
    methods: z.array(z.string()).optional(),
    paths: z.array(z.string()).optional(),
    notPaths: z.array(z.string()).optional(),
  }),
});
/** What of Istio's kinds is used here; a misspelt name would allow, or forbid, without a word. */
const authorization = z.strictObject({
  apiVersion: z.literal('security.istio.io/v1'),
  kind: z.literal('AuthorizationPolicy'),
  metadata: z.strictObject({ name: z.string(), namespace: z.string() }),
  spec: z.strictObject({
    selector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }),
    action: z.literal('ALLOW'),
    rules: z.array(z.strictObject({ from: z.array(source).min(1), to: z.array(operation).min(1) })).optional(),
  }),
});

function policiesIn(name: string): z.output<typeof authorization>[] {
  const text = readFileSync(new URL(`../deploy/istio/${name}.yaml`, import.meta.url), 'utf8');
  return parseAllDocuments(text).map((document) => authorization.parse(document.toJS()));
}

const principalOf = (role: string) => `cluster.local/ns/cart-recovery/sa/${role}`;

test('every role has a policy that says who may call it', () => {
  const policies = policiesIn('roles');
  expect(policies.map(({ metadata }) => metadata.name).toSorted()).toEqual([...roleNames].toSorted());
  for (const { metadata, spec } of policies)
    expect(spec.selector.matchLabels).toEqual({
      'app.kubernetes.io/name': 'cart-recovery',
      'app.kubernetes.io/component': metadata.name,
    });
});

test('nobody calls a role that does not listen, and no role calls another', () => {
  const policies = policiesIn('roles');
  expect(policies.filter(({ spec }) => spec.rules !== undefined).map(({ metadata }) => metadata.name)).toEqual(['api']);
  const callers = policies.flatMap(({ spec }) => (spec.rules ?? []).flatMap(({ from }) => from));
  const ours = new Set(roleNames.map(principalOf));
  expect(callers.flatMap(({ source: { principals } }) => principals).filter((one) => ours.has(one))).toEqual([]);
});

test('each server lets in every role and nobody else', () => {
  for (const { metadata, spec } of policiesIn('servers')) {
    const callers = (spec.rules ?? []).flatMap(({ from }) => from.flatMap(({ source: { principals } }) => principals));
    expect(callers.toSorted(), metadata.name).toEqual(roleNames.map(principalOf).toSorted());
  }
});

test('both namespaces are encrypted without exception', () => {
  const text = readFileSync(new URL('../deploy/istio/peer-authentication.yaml', import.meta.url), 'utf8');
  expect(parseAllDocuments(text).map((document) => document.toJS())).toEqual(
    ['cart-recovery', 'cart-recovery-data'].map((namespace) => ({
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'encrypted', namespace },
      spec: { mtls: { mode: 'STRICT' } },
    })),
  );
});
