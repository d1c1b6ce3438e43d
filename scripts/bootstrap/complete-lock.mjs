/**
 * Completes `package-lock.json` with the packages for other kinds of machines. npm drops from the lock file what the
 * registry at hand does not offer, even if it is optional and for another system, and "npm ci" then refuses the file
 * everywhere. Run it after every change of the dependencies: `node scripts/bootstrap/complete-lock.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../../package-lock.json', import.meta.url);
const systems = {
  linux: 'linux',
  linuxmusl: 'linux',
  darwin: 'darwin',
  win32: 'win32',
  windows: 'win32',
  android: 'android',
  freebsd: 'freebsd',
  openharmony: 'openharmony',
  wasm32: undefined,
};
const processors = {
  x64: 'x64',
  arm64: 'arm64',
  ia32: 'ia32',
  arm: 'arm',
  ppc64: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
};
const libraries = { gnu: 'glibc', musl: 'musl', linuxmusl: 'musl' };

const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = addMissing(lock.packages);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} packages added${added.length > 0 ? `: ${added.join(', ')}` : ''}\n`);

function addMissing(packages) {
  const missing = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isReachable(packages, path, name)) continue;
      const place = packages[`node_modules/${name}`] ? `${path}/node_modules/${name}` : `node_modules/${name}`;
      packages[place] = describe(name, range.replace(/^[~^>=]+/, ''), entry.dev === true);
      missing.push(place);
    }
  }
  return missing;
}

/** Looks where Node would look: beside the asking package, then further up. */
function isReachable(packages, path, name) {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (base === '') return false;
  }
}

/** The kind of machine is in the name: `cli-linux-x64-musl`. What the name does not tell stays open. */
function describe(name, version, dev) {
  const words = name.split('/').at(-1).split(/[-.]/);
  const pick = (table) => words.map((word) => table[word]).find(Boolean);
  const [os, cpu, libc] = [pick(systems), pick(processors), pick(libraries)];
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(libc && os === 'linux' && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}
