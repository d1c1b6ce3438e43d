import type { SeededRandom } from '../traffic/seeded-random.ts';
import type { Asker, AskerName } from './askers.ts';
import { breakText, breakValue, brokenSegment } from './break-value.ts';
import { idsAt, type KnownIds } from './find-ids.ts';
import { maySeeOtherStores } from './foreign-store.ts';
import type { ApiDocument, Operation } from './operations.ts';
import { validValue } from './valid-value.ts';

/** One broken request, ready to send. */
export interface FuzzRequest {
  readonly operation: Operation;
  /** Path and query, as it goes over the wire. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  readonly asker: AskerName;
  /** Whether it says who asks: then an operation that needs that must not refuse it as unknown. */
  readonly keyed: boolean;
  /** What may not stand in the answer; null: this asker may see every store by this operation. */
  readonly hidden: string | null;
  /** Which part was broken, for a person who reads a breach. */
  readonly broken: 'body' | 'body text' | 'path' | 'query' | 'headers' | 'nothing';
}

/** Who may ask, and ids that exist, so that a request gets past the endpoint and reaches what is behind it. */
export interface Surroundings {
  readonly askers: readonly [Asker, ...Asker[]];
  readonly knownIds: KnownIds;
  /** Another store: its ids are asked for by those who may not see it. */
  readonly foreign: { readonly storeId: string; readonly canary: string; readonly knownIds: KnownIds };
}

/** How often a path names something that is there, and of that something of the other store. */
const knownIdShare = 0.8;
const foreignIdShare = 0.4;
/** How often the other store is named as the one to act in. */
const foreignStoreShare = 0.05;

const parts = ['body', 'body', 'body', 'body text', 'path', 'query', 'headers', 'nothing'] as const;

const strangeHeaders: readonly [Readonly<Record<string, string>>, ...Readonly<Record<string, string>>[]] = [
  { authorization: 'Bearer ' },
  { authorization: 'Bearer crk_short' },
  { authorization: `Bearer ${'x'.repeat(5_000)}` },
  { authorization: 'Basic YTpi' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-encoding': 'gzip' },
  { 'x-store-id': 'not-a-store' },
  { 'x-store-id': '00000000-0000-4000-8000-000000000000' },
  { 'x-request-id': 'x'.repeat(300) },
  { accept: 'image/png' },
  { origin: 'https://evil.example' },
  { cookie: 'a=b; '.repeat(100) },
  { 'x-http-method-override': 'DELETE' },
];

export function makeRequest(
  operation: Operation,
  api: ApiDocument,
  around: Surroundings,
  random: SeededRandom,
): FuzzRequest {
  const possible = parts.filter((part) => isPossible(part, operation)) as [
    FuzzRequest['broken'],
    ...FuzzRequest['broken'][],
  ];
  const broken = random.pick(possible);
  const asker = random.pick(around.askers);
  const keyed = asker.name !== 'nobody' && random.chance(0.97);
  const runsAll = asker.name === 'operator' || asker.name === 'admin';
  const headers: Record<string, string> = keyed ? { ...asker.headers() } : {};
  if (operation.body) headers['content-type'] = 'application/json';
  if (broken === 'headers') Object.assign(headers, random.pick(strangeHeaders));
  if (keyed && !runsAll && random.chance(foreignStoreShare)) headers['x-store-id'] = around.foreign.storeId;
  return {
    operation,
    target: makeTarget(operation, api, around, random, broken),
    headers,
    body: operation.body ? makeBody(operation.body, api, random, broken) : undefined,
    asker: asker.name,
    keyed,
    hidden: maySeeOtherStores(asker.name, operation) ? null : around.foreign.canary,
    broken,
  };
}

function isPossible(part: FuzzRequest['broken'], { body, parameters }: Operation): boolean {
  switch (part) {
    case 'body':
    case 'body text':
      return body !== null;
    case 'path':
    case 'query':
      return parameters.some((parameter) => parameter.in === part);
    default:
      return true;
  }
}

function makeBody(
  { schema, examples }: NonNullable<Operation['body']>,
  api: ApiDocument,
  random: SeededRandom,
  broken: FuzzRequest['broken'],
): string | Uint8Array<ArrayBuffer> {
  const [example, ...others] = examples;
  let value: unknown =
    example !== undefined && random.chance(0.7) ? random.pick([example, ...others]) : validValue(schema, api, random);
  if (broken === 'body') for (let times = random.between(1, 3); times > 0; times--) value = breakValue(value, random);
  const json = JSON.stringify(value) ?? 'null';
  return broken === 'body text' ? breakText(json, random) : json;
}

function makeTarget(
  { path, parameters }: Operation,
  api: ApiDocument,
  { knownIds, foreign }: Surroundings,
  random: SeededRandom,
  broken: FuzzRequest['broken'],
): string {
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (broken === 'path' && random.chance(0.7)) return brokenSegment(random);
    const [own, others] = [idsAt(knownIds, path, name), idsAt(foreign.knownIds, path, name)];
    const [known, ...more] = random.chance(foreignIdShare) ? others : own;
    if (known !== undefined && random.chance(knownIdShare)) return random.pick([known, ...more]);
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    return encodeURIComponent(String(validValue(parameter?.schema ?? {}, api, random)));
  });
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && random.chance(0.5))
    .map(({ name, schema }) => {
      const valid = encodeURIComponent(String(validValue(schema, api, random)));
      return `${name}=${broken === 'query' ? brokenSegment(random) : valid}`;
    });
  return query.length === 0 ? target : `${target}?${query.join('&')}`;
}
