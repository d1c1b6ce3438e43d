import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const javaVersionMin = 17;

/** A program that this suite needs and the machine lacks, in one sentence for a person. */
export class MissingProgramError extends Error {
  override readonly name = 'MissingProgramError';
}

/** The `java` of JAVA_HOME or of PATH, new enough for the broker. Throws `MissingProgramError` when there is none. */
export async function findJava(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const java = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java';
  const { stderr } = await run(java, ['-version']).catch(() => ({ stderr: '' }));
  const version = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  if (version >= javaVersionMin) return java;
  throw new MissingProgramError(
    `Kafka needs Java ${javaVersionMin} or newer, and ${version === 0 ? 'there is none' : `this is Java ${version}`}: install a Java runtime, or set JAVA_HOME to one.`,
  );
}
