/**
 * docker-compose.yml has the shape that Compose expects, refers only to what it declares, runs roles that exist, and gives the
 * engine a configuration that it accepts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { allSettings, loadConfig } from '../../workers/configuration.ts';
import { type Compose, composeSchema, type Service } from './compose/compose-schema.ts';
import { fillIn, variablesOf } from './compose/interpolation.ts';
import { rootFolder } from './list-files.ts';
import { reportProblems } from './report-problems.ts';

/** Variables of the compose file that the engine itself does not read. */
const composeOnly = [
  'CART_RECOVERY_VERSION',
  'POSTGRES_PASSWORD',
  'POSTGRES_OWNER_PASSWORD',
  'POSTGRES_APP_PASSWORD',
  'POSTGRES_ENGINE_PASSWORD',
  'POSTGRES_API_PASSWORD',
  'POSTGRES_TEMPORAL_PASSWORD',
  'REDIS_PASSWORD',
  'CLICKHOUSE_PASSWORD',
];

const text = readFileSync(join(rootFolder, 'docker-compose.yml'), 'utf8');
const parsed = composeSchema.safeParse(parse(text, { merge: true }));
if (parsed.success) reportProblems(problemsOf(parsed.data), `${Object.keys(parsed.data.services).length} services`);
else reportProblems([z.prettifyError(parsed.error)], '');

function problemsOf(compose: Compose): readonly string[] {
  const problems: string[] = [];
  for (const [name, service] of Object.entries(compose.services)) {
    const found = [...referenceProblems(service, compose), ...confinementProblems(service)];
    if (isEngine(service)) found.push(...engineProblems(service));
    problems.push(...found.map((problem) => `${name}: ${problem}`));
  }
  for (const problem of variableProblems()) problems.push(problem);
  return problems;
}

/** What a service waits for, mounts and reads is declared in the same file. */
function* referenceProblems(service: Service, compose: Compose): Iterable<string> {
  for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
    const awaited = compose.services[other];
    if (!awaited) yield `depends on ${other}, which is no service`;
    else if (condition === 'service_healthy' && !awaited.healthcheck)
      yield `waits for ${other} to be healthy, but ${other} has no health check`;
  }
  for (const mount of service.volumes ?? []) {
    const [source = ''] = mount.split(':');
    if (!/^[./]/.test(source) && !(source in compose.volumes)) yield `mounts ${source}, which is no declared volume`;
  }
  for (const network of service.networks ?? []) {
    if (!(network in compose.networks)) yield `is in ${network}, which is no declared network`;
  }
  for (const { source } of service.configs ?? []) {
    if (!(source in compose.configs)) yield `reads ${source}, which is no declared config`;
  }
  if (!service.build && !/:[\w.$]/.test(service.image ?? '')) yield 'its image has no version';
}

/** Nothing can become more than it is, our own processes write where we said, and no server is reached from outside. */
function* confinementProblems(service: Service): Iterable<string> {
  if (!service.cap_drop?.includes('ALL')) yield 'keeps capabilities: cap_drop is to be [ALL]';
  if (!service.security_opt?.includes('no-new-privileges:true')) yield 'may gain privileges: no-new-privileges:true';
  if (!service.networks) yield 'is in the default network, and reached by all: networks are to be named';
  if (isEngine(service) && !service.read_only) yield 'may change its own code: read_only is to be true';
  for (const port of service.ports ?? [])
    if (!port.startsWith('127.0.0.1:')) yield `publishes ${port} to every machine: 127.0.0.1 is to stand before it`;
}

function isEngine({ build }: Service): boolean {
  return build !== undefined;
}

/** The roles exist, every variable is one of ours, and together they are a valid configuration. */
function* engineProblems({ command, environment = {} }: Service): Iterable<string> {
  const [program, file = '', ...roles] = Array.isArray(command) ? command : [];
  if (program !== 'node' || !existsSync(join(rootFolder, file))) yield `starts ${file}, which does not exist`;
  for (const role of roles) {
    if (!existsSync(join(rootFolder, `workers/${role}.ts`)))
      yield `runs the role ${role}, but there is no workers/${role}.ts`;
  }
  const known = new Set<string>(allSettings.map(({ env }) => env));
  for (const name of Object.keys(environment)) {
    if (!known.has(name)) yield `sets ${name}, which is no setting of ours`;
  }
  try {
    loadConfig(
      Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fillIn(value, sampleValue)])),
    );
  } catch (error) {
    yield (error as Error).message;
  }
}

/** Long enough for every secret, and fit to stand in a URL. */
function sampleValue(): string {
  return 'sample-value-of-forty-eight-characters-0123456789';
}

/** Each variable that a person sets is documented with our settings or below; the image can be built. */
function* variableProblems(): Iterable<string> {
  if (!existsSync(join(rootFolder, 'Dockerfile'))) yield 'there is no Dockerfile to build the engine from';
  const known = new Set<string>([...allSettings.map(({ env }) => env), ...composeOnly]);
  for (const name of variablesOf(text)) {
    if (!known.has(name)) yield `\${${name}} is neither one of our settings nor one of the compose file's own`;
  }
}
