import { describe, expect, test } from 'vitest';
import { askerNames } from './askers.ts';
import { idsAt } from './find-ids.ts';
import { maySeeOtherStores } from './foreign-store.ts';

describe('who asks in one store', () => {
  test.each(['carts:read', 'members:read', 'store:write'])('may see no other by %s, whoever it is', (permission) => {
    for (const asker of askerNames) expect(maySeeOtherStores(asker, { permission })).toBe(false);
  });

  test('may see others by what is about the installation, as who runs it', () => {
    const seeing = askerNames.filter((asker) => maySeeOtherStores(asker, { permission: 'installation:read' }));
    expect(seeing).toEqual(['operator', 'admin']);
    expect(maySeeOtherStores('admin', { permission: null }), 'where nobody has to be known').toBe(false);
  });
});

test('an id at a place of a path is one of the list before it', () => {
  const known = new Map([['/v1/carts', ['c1']]]);
  expect(idsAt(known, '/v1/carts/{id}/lines', 'id')).toEqual(['c1']);
  expect(idsAt(known, '/v1/offers/{id}', 'id')).toEqual([]);
});
