import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, describe, expect } from 'vitest';
import { loadConfig } from '../config.ts';
import type { Environment } from '../setting.ts';
import { loadSecrets } from './load-secrets.ts';

const names = new Set(['ADMIN_API_KEY', 'LINK_SECRET', 'METRICS_TOKEN', 'POSTGRES_URL', 'POSTGRES_ENGINE_URL']);

const test = base
  .extend('folder', async ({}, { onCleanup }): Promise<string> => {
    const folder = mkdtempSync(join(tmpdir(), 'cart-secrets-'));
    onCleanup(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  })
  .extend(
    'load',
    async ({ folder }) =>
      async (env: Environment = {}) =>
        (await loadSecrets({ DATA_DIR: folder, ...env }, { names, loadConfig })).secrets,
  );

describe('secrets', () => {
  test('are generated once, stay the same, and only their owner can read them', async ({ folder, load }) => {
    const first = await load();
    const again = await load();
    expect(again.keys.current()).toEqual(first.keys.current());
    expect(again.operatorKey()).toBe(first.operatorKey());
    expect(again.postgresPasswords()).toEqual(first.postgresPasswords());
    expect(first.keys.current().secret).toHaveLength(64);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
  });

  test('those of the environment win over generated ones', async ({ load }) => {
    const given = 'k'.repeat(24);
    expect((await load({ ADMIN_API_KEY: given })).operatorKey()).toBe(given);
  });

  test('of a server farm are never generated', async ({ folder, load }) => {
    const secrets = await load({
      DATA_DIR: join(folder, 'none'),
      POSTGRES_URL: 'postgres://app@db/cart',
      POSTGRES_ENGINE_URL: 'postgres://engine@db/cart',
      ADMIN_API_KEY: 'a'.repeat(24),
      LINK_SECRET: 'b'.repeat(32),
    });
    expect(secrets.operatorKeys()).toEqual(['a'.repeat(24)]);
    expect(secrets.postgresPasswords()).toEqual([]);
  });

  test('a file of an earlier version is read, and turned', async ({ folder, load }) => {
    const old = { adminApiKey: 'admin_of_before', linkSecret: 'a secret of before', postgresPassword: 'of before' };
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify(old));
    const secrets = await load();
    expect(secrets.keys.current().secret).toBe('a secret of before');
    expect(await secrets.turn('LINK_SECRET', { publishMs: 0 })).toBe(true);
    expect(secrets.keys.current().secret).not.toBe('a secret of before');
    expect((await load()).keys.all().map(({ secret }) => secret)).toContain('a secret of before');
  });

  test('that another process turned are read again, and one that is spoilt is not taken', async ({ folder, load }) => {
    const [one, another] = [await load(), await load()];
    const changed: string[] = [];
    one.onChange((all) => changed.push(...all));
    await another.turn('ADMIN_API_KEY');
    expect(await one.reread()).toMatchObject({ ok: true });
    expect(changed).toEqual(['ADMIN_API_KEY']);
    expect(one.operatorKeys()).toEqual(another.operatorKeys());
    expect(one.operatorKeys()).toHaveLength(2);
    const file = join(folder, 'secrets.json');
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...kept, linkSecret: '{"keys": "none"}' }));
    expect(await one.reread()).toMatchObject({ ok: false, error: 'invalid:LINK_SECRET' });
    expect(one.keys.all()).toHaveLength(1);
    writeFileSync(file, '{');
    expect(await one.reread()).toMatchObject({ ok: false });
    expect(one.operatorKeys()).toEqual(another.operatorKeys());
  });

  test('are told by name, provider and key, never as what they are', async ({ load }) => {
    const secrets = await load({ METRICS_TOKEN: 'a-token-for-the-metrics-alone' });
    const told = await secrets.describe();
    expect(told.map(({ name, provider, turnedBy }) => [name, provider, turnedBy])).toEqual([
      ['ADMIN_API_KEY', 'data_folder', 'command'],
      ['LINK_SECRET', 'data_folder', 'command'],
      ['POSTGRES_PASSWORD', 'data_folder', 'command'],
      ['METRICS_TOKEN', 'environment', 'owner'],
    ]);
    const text = JSON.stringify(told);
    for (const value of [
      secrets.operatorKey(),
      secrets.keys.current().secret,
      'metrics-alone',
      ...secrets.postgresPasswords(),
    ])
      expect(text).not.toContain(value);
    for (const { keyId } of told) expect(keyId).toMatch(/^[0-9a-f]{8}$/);
    expect(await secrets.turn('METRICS_TOKEN'), 'whoever gave it turns it').toBe(false);
  });

  test.skipIf(process.getuid?.() === 0)(
    'a folder that cannot be written to is named (root may write everywhere)',
    async ({ folder, load }) => {
      chmodSync(folder, 0o500);
      await expect(load()).rejects.toThrow(/DATA_DIR/);
    },
  );
});
