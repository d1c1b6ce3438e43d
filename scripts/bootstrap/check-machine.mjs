import { accessSync, constants } from 'node:fs';
import { SetupError } from './setup-error.mjs';

const nodeMajorMin = 18;
const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** What no set-up can mend: Node itself, the kind of machine, and a folder that may be written to. */
export function checkMachine(
  root,
  { nodeVersion = process.versions.node, platform = `${process.platform}-${process.arch}` } = {},
) {
  if (Number.parseInt(nodeVersion, 10) < nodeMajorMin) {
    throw new SetupError(
      `Node ${nodeVersion} is too old: install Node ${nodeMajorMin} or newer from nodejs.org and start again.`,
    );
  }
  if (!platforms.includes(platform)) {
    throw new SetupError(`${platform} is not supported: use ${platforms.join(', ')} (on Windows, inside WSL).`);
  }
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new SetupError(
      `The folder ${root} cannot be written to: give this user the right to, or copy the folder to a place of your own.`,
    );
  }
}
