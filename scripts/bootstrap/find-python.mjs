import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const probeTimeoutMs = 20_000;
const probe = 'import sys; sys.exit(0 if sys.version_info >= (3, 8) else 9)';

/** The command of a Python that has pip; needed only while a server program has to be fetched. */
export async function findPython(env, missing) {
  const settings = missing.map((binary) => binary.env).join(', ');
  const otherwise = `or set ${settings} to programs that you have`;
  let found;
  for (const command of ['python3', 'python']) {
    const { code } = await runCommand(command, ['-c', probe], { env, timeoutMs: probeTimeoutMs });
    if (code !== 0) continue;
    found ??= command;
    if ((await runCommand(command, ['-m', 'pip', '--version'], { env, timeoutMs: probeTimeoutMs })).code === 0)
      return command;
  }
  if (!found)
    throw new SetupError(
      `Python 3.8 or newer was not found: install it (Debian and Ubuntu: apt-get install python3 python3-pip), ${otherwise}.`,
    );
  throw new SetupError(`Python has no pip: install it (Debian and Ubuntu: apt-get install python3-pip), ${otherwise}.`);
}
