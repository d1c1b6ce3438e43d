import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, describe, expect } from 'vitest';
import { createFilesSource } from './files-source.ts';
import { createLiveSecrets } from './live-secrets.ts';

/** A folder as Kubernetes mounts it: each name leads through `..data`, which is swapped as a whole. */
interface Mounted {
  readonly folder: string;
  swap(generation: string, files: Readonly<Record<string, string>>): void;
}

const test = base.extend('mounted', async ({}, { onCleanup }): Promise<Mounted> => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-mounted-'));
  onCleanup(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    swap(generation, files) {
      mkdirSync(join(folder, generation));
      for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(folder, generation, name), text);
        symlinkSync(join('..data', name), join(folder, `${name}.new`));
        renameSync(join(folder, `${name}.new`), join(folder, name));
      }
      symlinkSync(generation, join(folder, '..data_tmp'));
      renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
    },
  };
});

const names = new Set(['LINK_SECRET', 'ADMIN_API_KEY']);

describe('secrets as mounted files', () => {
  test('are read anew at every swap of the folder, not only at the first (operations T6)', async ({ mounted }) => {
    mounted.swap('..one', { LINK_SECRET: 'the first key\n', ADMIN_API_KEY: 'an operator', README: 'no secret' });
    const source = createFilesSource(mounted.folder, names);
    const stored = await source.read();
    expect([...stored.keys()].toSorted()).toEqual(['ADMIN_API_KEY', 'LINK_SECRET']);
    const secrets = createLiveSecrets({ sources: [source], stored });
    for (const [index, key] of ['the second key', 'the third key'].entries()) {
      mounted.swap(`..next-${index}`, { LINK_SECRET: key, ADMIN_API_KEY: 'an operator' });
      expect(await secrets.reread()).toMatchObject({ ok: true });
      expect(secrets.keys.current().secret).toBe(key);
    }
    expect(secrets.keys.believed().map(({ secret }) => secret)).toEqual([
      'the third key',
      'the second key',
      'the first key',
    ]);
  });

  test('that are gone or empty stay as they were, and the process says so (operations T6)', async ({ mounted }) => {
    mounted.swap('..one', { LINK_SECRET: 'the first key' });
    const source = createFilesSource(mounted.folder, names);
    const secrets = createLiveSecrets({ sources: [source], stored: await source.read() });
    mounted.swap('..two', { LINK_SECRET: '\n' });
    expect(await secrets.reread()).toMatchObject({ ok: false, error: 'invalid:LINK_SECRET' });
    expect(secrets.keys.current().secret).toBe('the first key');
    rmSync(mounted.folder, { recursive: true });
    expect(await secrets.reread()).toMatchObject({ ok: false, error: 'unreachable' });
    expect(secrets.keys.current().secret).toBe('the first key');
  });

  test('of a plain folder are read too', async ({ mounted }) => {
    writeFileSync(join(mounted.folder, 'LINK_SECRET'), 'a key of a plain folder');
    expect((await createFilesSource(mounted.folder, names).read()).get('LINK_SECRET')?.text).toBe(
      'a key of a plain folder',
    );
  });
});
