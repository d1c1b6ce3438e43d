import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClientAddressOf } from './client-address.ts';

const behind = (trustedProxies: string[]) => createClientAddressOf(trustedProxies);

describe('the address of a client', () => {
  test.each([
    ['is the other end of the connection', [], '198.51.100.7', undefined, '198.51.100.7'],
    ['is not what a client that no proxy speaks for writes', [], '198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['is what a trusted proxy saw', ['10.0.0.0/8'], '10.1.2.3', '203.0.113.9', '203.0.113.9'],
    [
      'is not what was written before a trusted proxy added what it saw',
      ['10.0.0.0/8'],
      '10.1.2.3',
      '1.1.1.1, 203.0.113.9',
      '203.0.113.9',
    ],
    [
      'is found through several trusted proxies',
      ['10.0.0.0/8', '192.0.2.1'],
      '10.1.2.3',
      '203.0.113.9,192.0.2.1 , 10.9.9.9',
      '203.0.113.9',
    ],
    ['is the first hop when all are trusted', ['10.0.0.0/8'], '10.1.2.3', '10.3.3.3, 10.4.4.4', '10.3.3.3'],
    ['is that of the last hop that can be read', ['10.0.0.0/8'], '10.1.2.3', '203.0.113.9, unknown', '10.1.2.3'],
    ['is read beside a port', ['10.0.0.1'], '10.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['is an IPv6 network of 64 bits', [], '2001:db8:1:2:aaaa::1', undefined, '2001:db8:1:2::/64'],
    ['is read in brackets', ['::1'], '::1', '[2001:db8:1:2::9]:4711', '2001:db8:1:2::/64'],
    ['is IPv4 where IPv6 only carries it', [], '::ffff:198.51.100.7', undefined, '198.51.100.7'],
    ['is trusted as IPv4 where IPv6 only carries it', ['127.0.0.0/8'], '::ffff:7f00:1', '203.0.113.9', '203.0.113.9'],
    ['has no zone', [], 'fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
    ['is unknown without a connection', ['10.0.0.0/8'], undefined, '203.0.113.9', null],
  ])('%s', (_, trusted, peer, forwardedFor, address) => {
    expect(behind(trusted)({ peer, forwardedFor })).toBe(address);
  });

  test('is told to lack a setting once, when a proxy speaks and none is named', () => {
    let told = 0;
    const tell = () => {
      told += 1;
    };
    const [unset, set] = [createClientAddressOf([], tell), createClientAddressOf(['10.0.0.1'], tell)];
    unset({ peer: '10.0.0.1', forwardedFor: undefined });
    set({ peer: '10.0.0.1', forwardedFor: '203.0.113.9' });
    expect(told).toBe(0);
    for (const peer of ['10.0.0.1', '10.0.0.2']) unset({ peer, forwardedFor: '203.0.113.9' });
    expect(told).toBe(1);
  });

  test('never depends on what stands before the hop that a trusted proxy saw', () => {
    const clientAddressOf = behind(['10.0.0.0/8', 'fd00::/8']);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.oneof(fc.ipV4(), fc.ipV6()).filter((address) => !/^(10\.|fd|.*%)/i.test(address)),
        (forged, client) => {
          const direct = clientAddressOf({ peer: client, forwardedFor: forged });
          const proxied = clientAddressOf({ peer: '10.0.0.1', forwardedFor: `${forged}, ${client}` });
          expect(direct).not.toBeNull();
          expect(proxied).toBe(direct);
        },
      ),
    );
  });

  test('is the same for all of an IPv6 network, and another for the next one', () => {
    const part = fc.integer({ min: 0, max: 0xffff }).map((group) => group.toString(16));
    fc.assert(
      fc.property(fc.tuple(part, part, part, part), fc.tuple(part, part, part, part), (rest, other) => {
        const of = (network: string, host: readonly string[]) =>
          behind([])({ peer: `${network}:${host.join(':')}`, forwardedFor: undefined });
        expect(of('2001:db8:7:1', rest)).toBe(of('2001:db8:7:1', other));
        expect(of('2001:db8:7:1', rest)).not.toBe(of('2001:db8:7:2', rest));
      }),
    );
  });

  test.each(['10.0.0.0/33', '10.0.0.0/', 'example.com', '10.0.0.0/8/8', ''])('trusts no network named %j', (text) => {
    expect(() => behind([text])).toThrow();
  });
});
