import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkPrograms } from './verify/link-programs.ts';

const usage = `Runs "npm test" as a machine would that has just got the repository: the last commit in a folder of its own, an empty home,
and on PATH only Node, npm, Python, git and the system's own tools: no browser, no Java, no data sets. It takes as long as
the set-up and the tests do. What follows goes to the tests:

  npm run test:bare -- [--project unit --project e2e] [a test file…]`;

const root = fileURLToPath(new URL('..', import.meta.url));

if (process.argv.includes('--help')) console.log(usage);
else process.exitCode = await main(process.argv.slice(2));

async function main(testArgs: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-bare-'));
  try {
    const [clone, bin, home] = ['clone', 'bin', 'home'].map((name) => join(folder, name)) as [string, string, string];
    mkdirSync(home);
    mkdirSync(bin);
    const missing = linkPrograms(bin, process.env['PATH'] ?? '');
    if (missing.length > 0) console.log(`Not on this machine either: ${missing.join(', ')}`);
    if (execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }) !== '')
      console.log('What is not committed is left out.');
    execFileSync('git', ['clone', '--quiet', root, clone]);
    return await run(clone, ['npm', 'test', ...(testArgs.length > 0 ? ['--', ...testArgs] : [])], {
      PATH: bin,
      HOME: home,
      ...networkSettings(),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How this machine reaches the registries is a matter of the network, not of what is installed. */
function networkSettings(): Record<string, string> {
  const wanted = /^(npm_config_|pip_|[a-z]+_proxy$|ssl_cert|node_extra_ca_certs$)/i;
  const settings = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      wanted.test(entry[0]) && !/^npm_config_(prefix|local_prefix|global_prefix)$/i.test(entry[0]),
  );
  const npmrc = join(homedir(), '.npmrc');
  return { ...(existsSync(npmrc) && { npm_config_userconfig: npmrc }), ...Object.fromEntries(settings) };
}

function run(cwd: string, [command, ...args]: readonly string[], env: Record<string, string>): Promise<number> {
  const child = spawn(command ?? '', args, { cwd, env, stdio: 'inherit' });
  // Both get the terminal's signals; the folder is removed once the tests have ended.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
