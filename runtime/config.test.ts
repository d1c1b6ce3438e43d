import { describe, expect, test } from 'vitest';
import { type ConfigError, isEmbedded, loadConfig, publicUrl, showsSandbox } from './config.ts';
import type { Environment } from './setting.ts';

const external = {
  POSTGRES_URL: 'postgres://app:pw@db/cart',
  POSTGRES_ENGINE_URL: 'postgres://engine:pw@db/cart',
  ADMIN_API_KEY: 'a'.repeat(24),
  LINK_SECRET: 'b'.repeat(32),
};

function problemsOf(env: Environment): Record<string, string> {
  try {
    loadConfig(env);
  } catch (error) {
    return Object.fromEntries((error as ConfigError).problems.map(({ env: name, given }) => [name, given]));
  }
  return {};
}

describe('configuration', () => {
  test('nothing set gives an embedded stack on port 3000', () => {
    const config = loadConfig({});
    expect(isEmbedded(config)).toBe(true);
    expect(config.port).toBe(3000);
    expect(publicUrl(config)).toBe('http://localhost:3000');
  });

  test('an empty variable counts as unset', () => {
    expect(loadConfig({ PORT: '', POSTGRES_URL: ' ' })).toEqual(loadConfig({}));
  });

  test('every wrong variable is listed at once', () => {
    expect(
      Object.keys(problemsOf({ PORT: '70000', DEMO: 'maybe', REDIS_URL: 'http://x', TEMPORAL_ADDRESS: 'nowhere' })),
    ).toEqual(['PORT', 'DEMO', 'REDIS_URL', 'TEMPORAL_ADDRESS']);
  });

  test('a wrong number is not rounded into a right one', () => {
    for (const value of ['3000.5', '3e3', '0x10', '-1', 'NaN'])
      expect(problemsOf({ PORT: value })).toHaveProperty('PORT');
  });

  test('a wrong secret is never shown', () => {
    const secrets = { ADMIN_API_KEY: 'hunter2', POSTGRES_URL: 'mysql://root:hunter2@db' };
    expect(Object.keys(problemsOf(secrets)).sort()).toEqual(['ADMIN_API_KEY', 'POSTGRES_URL']);
    expect(JSON.stringify(problemsOf(secrets))).not.toContain('hunter2');
  });

  test('an external database needs the engine role and keys that all its servers share', () => {
    expect(Object.keys(problemsOf({ POSTGRES_URL: external.POSTGRES_URL }))).toEqual([
      'POSTGRES_ENGINE_URL',
      'ADMIN_API_KEY',
      'LINK_SECRET',
    ]);
    expect(isEmbedded(loadConfig(external))).toBe(false);
  });

  test.for([
    ['127.0.0.1', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.7', false],
    ['127.evil.example', false],
  ] as const)('a server that listens on %s shows the outbox: %s', ([HOST, shown]) => {
    expect(showsSandbox(loadConfig({ HOST }))).toBe(shown);
  });

  test('links never get a double slash', () => {
    expect(publicUrl(loadConfig({ PUBLIC_URL: 'https://shop.example/' }))).toBe('https://shop.example');
  });
});
