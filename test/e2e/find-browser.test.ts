import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'vitest';
import { findBrowser } from './find-browser.ts';

const test = base.extend('folder', async ({}, { onCleanup }): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-browser-'));
  onCleanup(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
});

function addProgram(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

test('the browser that is set explicitly is taken before one on PATH', ({ folder }) => {
  addProgram(join(folder, 'bin'), 'google-chrome');
  const mine = addProgram(folder, 'mine');
  const env = { PATH: join(folder, 'bin'), CHROMIUM_PATH: mine };
  expect(findBrowser({ env, cache: folder })).toEqual({ path: mine, env: {} });
});

test('an explicit browser that is not there is an error and no reason to skip', ({ folder }) => {
  expect(() => findBrowser({ env: { CHROMIUM_PATH: '/nowhere/chromium' }, cache: folder })).toThrow(
    'CHROMIUM_PATH is set to /nowhere/chromium, which is not there',
  );
});

test('a browser on PATH is taken, wherever it is installed', ({ folder }) => {
  const path = addProgram(join(folder, 'somewhere'), 'google-chrome');
  const env = { PATH: `/nowhere:${join(folder, 'somewhere')}` };
  expect(findBrowser({ env, cache: folder })).toEqual({ path, env: {} });
});

test('without any browser there is none before the project has unpacked its own', ({ folder }) => {
  expect(findBrowser({ env: { PATH: '/nowhere' }, cache: folder })).toBeUndefined();
});
