import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, describe, expect } from 'vitest';
import { loadConfig } from './config.ts';
import { loadSecrets } from './secrets.ts';

const test = base.extend('folder', async ({}, { onCleanup }): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-secrets-'));
  onCleanup(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
});

describe('secrets', () => {
  test('are generated once, stay the same, and only their owner can read them', async ({ folder }) => {
    const config = loadConfig({ DATA_DIR: folder });
    const first = loadSecrets(config);
    expect(loadSecrets(config)).toEqual(first);
    expect(first.linkSecret).toHaveLength(64);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
  });

  test('those of the environment win over generated ones', async ({ folder }) => {
    const given = 'k'.repeat(24);
    expect(loadSecrets(loadConfig({ DATA_DIR: folder, ADMIN_API_KEY: given })).adminApiKey).toBe(given);
  });

  test('of a server farm are never generated', async ({ folder }) => {
    const config = loadConfig({
      DATA_DIR: join(folder, 'none'),
      POSTGRES_URL: 'postgres://app@db/cart',
      POSTGRES_ENGINE_URL: 'postgres://engine@db/cart',
      ADMIN_API_KEY: 'a'.repeat(24),
      LINK_SECRET: 'b'.repeat(32),
    });
    expect(loadSecrets(config)).toMatchObject({ adminApiKey: 'a'.repeat(24), postgresPassword: '' });
  });

  test.skipIf(process.getuid?.() === 0)(
    'a folder that cannot be written to is named (root may write everywhere)',
    async ({ folder }) => {
      chmodSync(folder, 0o500);
      expect(() => loadSecrets(loadConfig({ DATA_DIR: folder }))).toThrow(/DATA_DIR/);
    },
  );
});
