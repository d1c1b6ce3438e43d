import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describedFields, eventFields } from '../../../repair/event-fields.ts';
import { guardedChanges } from '../../../repair/guarded-change.ts';
import { isRecord, type JsonRecord, type JsonValue, sameJson } from '../../../repair/json-value.ts';
import type { FieldMatcher } from '../../../repair/match-fields.ts';
import { patchOf } from '../../../repair/patch-of.ts';
import { valuesAt } from '../../../repair/path.ts';
import { invertSteps } from '../../../repair/repair-step.ts';
import { mayRepairByItself } from './may-repair-by-itself.ts';
import { proposeRepair, type Repair, repairOf } from './propose-repair.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);
const right: JsonRecord = {
  id: 'e-1',
  type: 'cart_updated',
  occurredAt: '2026-11-22T10:15:00Z',
  who: { anonymousId: 'visitor-1' },
  cartId: 'cart-1',
  currency: 'EUR',
  lines: [{ productId: 'lamp', quantity: 2, unitPriceMinor: 8_900 }],
};

function repair(item: JsonValue, matcher: FieldMatcher | null = null): Repair {
  const proposal = proposeRepair(item, { receivedAt, matcher });
  if (proposal.kind !== 'repair') throw new Error(`no repair: ${JSON.stringify(proposal)}`);
  return proposal;
}

/** Without some fields. */
function without(...names: readonly string[]): JsonRecord {
  return Object.fromEntries(Object.entries(right).filter(([name]) => !names.includes(name)));
}

describe('a refused item', () => {
  test('whose names are written in another style is repaired to the event', () => {
    const { event, lossless } = repair({ ...without('cartId'), cart_id: 'cart-1' });
    expect([event, lossless]).toEqual([right, true]);
  });

  test('inside a wrapper is taken out', () => {
    expect(repair({ event: right }).event).toEqual(right);
  });

  test('that is right by now is no repair', () => {
    expect(proposeRepair(right, { receivedAt, matcher: null }).kind).toBe('accepted');
  });

  test('with two sources of one field is not guessed at', () => {
    const item = { ...without('cartId'), basket_id: 'cart-1', cart_token: 'x7' };
    expect(proposeRepair(item, { receivedAt, matcher: null })).toMatchObject({
      kind: 'none',
      error: { path: 'cartId' },
    });
  });

  test('whose only moment is of another day long past is not dated by it', () => {
    const item = { ...without('occurredAt'), created_at: '2019-06-25T16:53:40Z' };
    expect(proposeRepair(item, { receivedAt, matcher: null }).kind).toBe('none');
  });

  test('that no store could keep is left alone', () => {
    expect(proposeRepair({ ...right, cartId: 'a\0b' }, { receivedAt, matcher: null }).kind).toBe('none');
  });

  test('with a field that only the matcher finds is as sure as the matcher is', () => {
    const matcher: FieldMatcher = {
      version: 'test',
      match: ({ sources }) => (sources[0] ? { source: sources[0], confidence: 0.9 } : null),
    };
    const item = { ...without('cartId'), warenkorb: 'cart-1' };
    expect(proposeRepair(item, { receivedAt, matcher: null }).kind).toBe('none');
    expect(repair(item, matcher)).toMatchObject({ confidence: 0.9, event: right });
  });
});

describe('the way back', () => {
  test('of a lossless repair is exact', () => {
    const item = { ...without('cartId', 'occurredAt'), cart_id: 1_042, occurredAt: 1_795_342_500 };
    const found = repair(item);
    expect(found.lossless).toBe(true);
    expect(invertSteps(found.event, found.steps, { receivedAt })).toEqual(item);
  });

  test('is lost where only some items of a list were written so, and that is no lossless repair', () => {
    const lines = [
      { productId: 'lamp', quantity: '2' },
      { productId: 'mug', quantity: 3 },
    ];
    expect(repair({ ...right, lines }).lossless).toBe(false);
  });
});

describe('without a person', () => {
  test.for([
    ['currency', { currency: 'eur' }],
    ['an amount', { lines: [{ productId: 'lamp', quantity: 2, unitPriceMinor: '8900' }] }],
    ['somebody', { who: '{"anonymousId":"visitor-1"}' }],
  ] as const)('%s is not repaired, however sure and however often it was approved', ([, change]) => {
    const found = repair({ ...right, ...change });
    expect(found.lossless).toBe(true);
    expect(mayRepairByItself(found, { approvals: 1_000 })).toBe(false);
  });

  test('nothing of a consent is repaired', () => {
    const consent = {
      ...without('cartId', 'lines', 'currency', 'type'),
      type: 'ConsentUpdated',
      channel: 'email',
      status: 'granted',
      source: 'form',
    };
    expect(repair(consent).guarded.map(({ guarded }) => guarded)).toEqual(['consent']);
  });

  test('a repair is done only after three approvals', () => {
    const found = repair({ ...right, occurredAt: 1_795_342_500 });
    expect([2, 3].map((approvals) => mayRepairByItself(found, { approvals }))).toEqual([false, true]);
  });
});

/** Items made of an event by putting arbitrary JSON in the place of some of its fields, under arbitrary names. */
const broken: fc.Arbitrary<JsonValue> = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom('occurredAt', 'type', 'cartId', 'lines', 'currency', 'who', 'id', 'valueMinor'),
      fc.oneof(
        fc.constantFrom<JsonValue>(1_795_342_500, 'CartUpdated', 'ConsentUpdated', 'eur', null, '', '89.00', 7, '[]'),
        fc.constantFrom<JsonValue>('1795342500.000', '[ { "productId": "lamp", "quantity": 1 } ]'),
        fc.constantFrom<JsonValue>('{"email":"ada@shop.example"}', [{ sku: 'p', qty: '1', price: '8.00' }], {
          email: 'a@b.co',
        }),
        fc.jsonValue().map((value) => value as JsonValue),
      ),
      { maxKeys: 3 },
    ),
    fc.dictionary(
      fc.constantFrom(
        'cart_id',
        'basketId',
        'items',
        'email',
        'customer',
        'Currency',
        'total_cents',
        'timestamp',
        'event',
      ),
      fc.oneof(fc.constantFrom<JsonValue>('x-1', 'EUR', 1_795_342_500, 'order_placed', { id: 4 }), fc.string()),
      { maxKeys: 3 },
    ),
    fc.subarray(Object.keys(right), { maxLength: 1 }),
  )
  .map(([replaced, added, removed]) => {
    const rest = Object.fromEntries(Object.entries(right).filter(([name]) => !removed.includes(name)));
    return { ...rest, ...replaced, ...added } as JsonRecord;
  });

const greedy: FieldMatcher = {
  version: 'greedy',
  match: ({ sources }) => (sources[0] ? { source: sources[0], confidence: 1 } : null),
};

function everyRepair(check: (item: JsonValue, found: Repair) => void): void {
  fc.assert(
    fc.property(broken, (item) => {
      for (const matcher of [null, greedy]) {
        const found = proposeRepair(item, { receivedAt, matcher });
        if (found.kind === 'repair') check(item, found);
      }
    }),
    { numRuns: 300 },
  );
}

describe('every repair', () => {
  const guardedPaths = Object.entries(describedFields)
    .filter(([, { guarded }]) => guarded !== null)
    .map(([path]) => path.split('.'));

  test('that needs no person leaves all money, consent and identity as they came', () => {
    everyRepair((item, found) => {
      if (!mayRepairByItself(found, { approvals: 1_000 })) return;
      for (const path of guardedPaths) expect(valuesAt(found.event, path)).toEqual(valuesAt(item, path));
      expect(found.event['type'] === 'consent_updated' && !sameJson(found.event, item)).toBe(false);
    });
  });

  test('done twice is done once', () => {
    everyRepair((_, found) => {
      const again = proposeRepair(found.event, { receivedAt, matcher: null });
      expect(again.kind).toBe('accepted');
      expect(repairOf(found.event, found.steps, receivedAt)).toBeNull();
    });
  });

  test('that calls itself lossless has an exact way back', () => {
    everyRepair((item, found) => {
      if (found.lossless) expect(invertSteps(found.event, found.steps, { receivedAt })).toEqual(item);
    });
  });

  test('is shown by a patch that leads from the dead letter to the event', () => {
    everyRepair((item, found) => {
      expect(patched(item, found)).toEqual(found.event);
    });
  });

  test('invents no value: each leaf of the event was in the dead letter, or is a form of what was', () => {
    everyRepair((item, found) => {
      const moved = found.steps.filter(({ kind }) => kind === 'move');
      if (moved.length !== found.steps.length) return;
      const before = new Set(leaves(item));
      expect(leaves(found.event).filter((leaf) => !before.has(leaf))).toEqual([]);
    });
  });
});

test('every field of the schema is described: whether a person has to approve its change is nobody’s guess', () => {
  const inSchema = [...eventFields.values()].flat().map(({ path }) => path.join('.'));
  expect(inSchema.filter((path) => !(path in describedFields))).toEqual([]);
});

test('a price that moves from one line to another is a change of money', () => {
  const lines = (first: object, second: object) => ({ ...right, lines: [first, second] }) as JsonRecord;
  const priced = { productId: 'a', quantity: 1, unitPriceMinor: 5 };
  const bare = { productId: 'a', quantity: 1 };
  expect(guardedChanges(lines(priced, bare), lines(bare, priced))).toEqual([
    { path: 'lines.*.unitPriceMinor', guarded: 'money' },
  ]);
});

test('an object in the place of a word is none, even one that cannot be told as text', () => {
  const item = { ...right, type: { toString: '' } } as JsonRecord;
  expect(() => proposeRepair(item, { receivedAt, matcher: null })).not.toThrow();
});

test('a patch names the places as RFC 6901 wants them', () => {
  expect(patchOf({ 'a/b': 1, 'm~n': [{ c: 1 }] }, { 'a/b': 2, 'm~n': [{ c: 1, d: 2 }] })).toEqual([
    { op: 'replace', path: '/a~1b', value: 2 },
    { op: 'add', path: '/m~0n/0/d', value: 2 },
  ]);
});

/** Applies the patch of a repair the plain way. */
function patched(item: JsonValue, { patch }: Repair): JsonValue {
  return patch.reduce<JsonValue>((document, operation) => {
    const parts = operation.path
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (operation.op === 'remove') return put(document, parts, undefined);
    return put(document, parts, operation.value);
  }, item);
}

function put(document: JsonValue, [head, ...rest]: readonly string[], value: JsonValue | undefined): JsonValue {
  if (head === undefined) return value ?? null;
  if (Array.isArray(document))
    return document.map((item: JsonValue, index) => (String(index) === head ? put(item, rest, value) : item));
  if (!isRecord(document)) throw new Error('the patch leads nowhere');
  if (rest.length > 0) return { ...document, [head]: put(document[head] as JsonValue, rest, value) };
  const { [head]: _, ...others } = document;
  return value === undefined ? others : { ...others, [head]: value };
}

function leaves(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  return isRecord(value) ? Object.values(value).flatMap(leaves) : [JSON.stringify(value)];
}
