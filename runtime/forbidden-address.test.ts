import { expect, test } from 'vitest';
import { isForbiddenAddress, isForbiddenHost } from './forbidden-address.ts';

const strict = { allowLoopback: false };

test('no address of a private, local, shared or documentation network may be asked', () => {
  for (const address of [
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::2',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '100::1',
    '::10.1.2.3',
    '::a9fe:a9fe',
    '::ffff:0:10.1.2.3',
    'fec0::1',
    'feff:ffff::1',
    '2002:a01:203::1',
    '2001:0:4136:e378::1',
    '2001:db8::1',
    '3fff:1::1',
    '5f00::1',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.31.196.1',
    '192.52.193.1',
    '192.175.48.1',
    '198.51.100.1',
    '100.127.255.255',
    '203.0.113.5',
    '240.0.0.1',
    'no address',
  ])
    expect(isForbiddenAddress(address, strict), address).toBe(true);
  for (const address of ['23.227.38.65', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:23.227.38.65'])
    expect(isForbiddenAddress(address, strict), address).toBe(false);
});

test('every way to write an address as a number is seen through, because the URL is', () => {
  for (const url of ['https://2130706433', 'https://0x7f.1', 'https://0177.0.0.1', 'https://[::ffff:7f00:1]'])
    expect(isForbiddenHost(new URL(url).hostname, strict), url).toBe(true);
});

test('names of this machine and of inner networks may not be asked, public names may', () => {
  for (const name of ['localhost', 'LOCALHOST.', 'a.localhost', 'intranet', 'metadata.google.internal', 'nas.local'])
    expect(isForbiddenHost(name, strict), name).toBe(true);
  expect(isForbiddenHost('lamp-shop.myshopify.com', strict)).toBe(false);
});

test('loopback, and nothing else inside, may be allowed', () => {
  expect(isForbiddenHost('127.0.0.1', { allowLoopback: true })).toBe(false);
  expect(isForbiddenHost('localhost', { allowLoopback: true })).toBe(false);
  expect(isForbiddenHost('[::1]', { allowLoopback: true })).toBe(false);
  expect(isForbiddenHost('192.168.1.1', { allowLoopback: true })).toBe(true);
});
