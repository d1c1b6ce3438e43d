import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { minuteMs } from '../../domain/duration.ts';
import { findJava, MissingProgramError } from './find-java.ts';

const run = promisify(execFile);
const kafkaVersion = '4.1.1';
const cacheFolder = join(import.meta.dirname, '..', '..', '.cache', 'kafka');
const fetchTimeoutMs = 10 * minuteMs;
const outputTailLength = 1_000;

/** A Kafka that can be run: the Java program and the folder with every jar of the broker. */
export interface KafkaProgram {
  readonly java: string;
  readonly libs: string;
}

/**
 * The broker's jars: those of KAFKA_HOME, or those fetched before, or fetched now by Maven with its own settings
 * (mirrors, proxies and credentials are the machine's business), every checksum verified.
 */
export async function fetchKafka(env: NodeJS.ProcessEnv = process.env): Promise<KafkaProgram> {
  const java = await findJava(env);
  if (env['KAFKA_HOME']) return { java, libs: join(env['KAFKA_HOME'], 'libs') };
  const libs = join(cacheFolder, kafkaVersion);
  if (!existsSync(libs)) await fetchInto(libs);
  return { java, libs };
}

/** Several runs may fetch at once: each into a folder of its own, and the first to finish gives its name to it. */
async function fetchInto(libs: string): Promise<void> {
  const folder = join(cacheFolder, `fetching-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, 'pom.xml'), pom);
    await mvn(folder);
    if (!existsSync(libs)) renameSync(join(folder, 'libs'), libs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function mvn(cwd: string): Promise<void> {
  const args = ['--batch-mode', '--quiet', '--strict-checksums', 'dependency:copy-dependencies'];
  try {
    await run('mvn', [...args, '-DoutputDirectory=libs', '-DincludeScope=runtime'], { cwd, timeout: fetchTimeoutMs });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new MissingProgramError(
        'Kafka is fetched by Maven, and there is no mvn on PATH: install Maven, or set KAFKA_HOME to an unpacked Kafka.',
      );
    const output = (error as { stdout?: string }).stdout ?? '';
    throw new Error(`Maven could not fetch Kafka ${kafkaVersion}:\n${output.slice(-outputTailLength)}`);
  }
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>cart-recovery</groupId>
  <artifactId>kafka-to-run</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${kafkaVersion}</version>
    </dependency>
  </dependencies>
</project>
`;
