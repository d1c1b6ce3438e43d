import { describe, expect, test } from 'vitest';
import { nothingSaid } from '../../../domain/brand/brand.ts';
import type { DomainState, DomainUse } from '../../../domain/brand/own-domain.ts';
import { brandsOf } from './brands.ts';

const claim = (domain: string, state: DomainState, more: { storeId?: string; use?: DomainUse } = {}) => ({
  ...{ storeId: 's', use: 'pages' as const, domain, state, wasOwn: state === 'lost' || state === 'released' },
  ...more,
});

describe('brands in memory', () => {
  test('are of the store, else of the installation', () => {
    const brands = brandsOf({
      brands: [
        { storeId: null, said: { ...nothingSaid, name: 'Agency' } },
        { storeId: 's', said: { ...nothingSaid, supportUrl: 'https://s.example' } },
      ],
      domains: [],
    });
    expect(brands.of('s')).toMatchObject({ name: 'Agency', supportUrl: 'https://s.example' });
    expect(brands.of('other')).toBe(brands.of(null));
  });
});

describe('links of a store (operations T23)', () => {
  const baseOf = (...domains: ReturnType<typeof claim>[]) => brandsOf({ brands: [], domains }).linkBaseOf('s');

  test('begin with its first name that is live and for pages, else with the installation’s', () => {
    expect(baseOf(claim('a.example', 'live'), claim('b.example', 'live'))).toBe('https://a.example');
    expect(baseOf(claim('a.example', 'failing'), claim('b.example', 'live'))).toBe('https://b.example');
    expect(baseOf(claim('a.example', 'live', { use: 'dashboard' }))).toBeNull();
    for (const state of ['waiting', 'failing', 'expired', 'lost', 'released'] as const)
      expect(baseOf(claim('a.example', state)), state).toBeNull();
  });

  test('are answered while their name is live or failing, and by whoever has it now', () => {
    const { ownerOf } = brandsOf({
      brands: [],
      domains: [
        claim('a.example', 'released'),
        claim('a.example', 'failing', { storeId: 'next' }),
        claim('b.example', 'lost'),
        claim('c.example', 'waiting'),
      ],
    });
    expect(ownerOf('a.example')).toEqual({ kind: 'store', storeId: 'next', use: 'pages' });
    expect(ownerOf('b.example')).toEqual({ kind: 'nobody' });
    expect([ownerOf('c.example'), ownerOf('d.example')]).toEqual([null, null]);
  });
});

describe('e-mails of a store', () => {
  const own = (...domains: ReturnType<typeof claim>[]) => brandsOf({ brands: [], domains });
  const mail = { use: 'mail' } as const;

  test('come from its first domain that is live and for mail, else from the installation’s', () => {
    expect(own(claim('a.example', 'live', mail), claim('b.example', 'live', mail)).mailDomainOf('s')).toBe('a.example');
    expect(own(claim('a.example', 'live'), claim('b.example', 'live', mail)).mailDomainOf('s')).toBe('b.example');
    expect(own(claim('a.example', 'live', mail)).mailDomainOf('other')).toBeNull();
    for (const state of ['waiting', 'failing', 'expired', 'lost', 'released'] as const)
      expect(own(claim('a.example', state, mail)).mailDomainOf('s'), state).toBeNull();
  });

  test('open no door: nothing is answered under a name that is for mail, and no link begins with it', () => {
    const { ownerOf, linkBaseOf } = own(claim('a.example', 'live', mail));
    expect([ownerOf('a.example'), linkBaseOf('s')]).toEqual([{ kind: 'nobody' }, null]);
  });
});
