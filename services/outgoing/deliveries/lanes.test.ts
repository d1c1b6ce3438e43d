import { describe, expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

const limits = { allMax: 10, perStoreMax: 6, perEndpointMax: 3, perFailingMax: 1, failingMax: 2 };
const lane = (endpointId: string, storeId = 'store') => ({ storeId, endpointId });

describe('the lanes of a process', () => {
  test('let an endpoint have its places and no more, and give them back', () => {
    const lanes = createLanes(limits);
    for (let n = 0; n < 3; n += 1) lanes.begin(lane('a'));
    expect([lanes.full(), lanes.free(), lanes.room.stores()]).toEqual([['a'], 7, [{ id: 'store', places: 3 }]]);
    lanes.end(lane('a'), { ok: true });
    expect([lanes.full(), lanes.free(), lanes.room.endpoints()]).toEqual([[], 8, [{ id: 'a', places: 1 }]]);
  });

  test('leave an endpoint that failed a single place until it succeeds', () => {
    const lanes = createLanes(limits);
    lanes.begin(lane('a'));
    lanes.end(lane('a'), { ok: false });
    expect(lanes.room.endpoints()).toEqual([{ id: 'a', places: 1 }]);
    lanes.begin(lane('a'));
    expect(lanes.full()).toEqual(['a']);
    lanes.end(lane('a'), { ok: true });
    expect([lanes.full(), lanes.room.endpoints()]).toEqual([[], []]);
  });

  test('leave all that fail together a part of the places', () => {
    const lanes = createLanes(limits);
    for (const id of ['a', 'b', 'c']) {
      lanes.begin(lane(id, id));
      lanes.end(lane(id, id), { ok: false });
    }
    for (const id of ['a', 'b']) lanes.begin(lane(id, id));
    expect(lanes.full().toSorted()).toEqual(['a', 'b', 'c']);
    expect(lanes.free()).toBe(8);
  });
});
