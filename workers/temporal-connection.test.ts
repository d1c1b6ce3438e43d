import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConfigError, loadConfig } from '../runtime/config.ts';
import type { Environment } from '../runtime/setting.ts';
import { temporalConnection } from './temporal-connection.ts';

const pem = (name: string): string => fileURLToPath(new URL(`../test/tls/${name}.pem`, import.meta.url));
const bytes = (name: string): Uint8Array => Uint8Array.from(readFileSync(pem(name)));
const address = 'temporal.example.com:7233';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cart-temporal-settings-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function connectionOf(env: Environment) {
  return temporalConnection(loadConfig(env));
}

/** The message that a person reads when the start ends with it. */
function complaintAbout(env: Environment): string {
  try {
    connectionOf(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

function configFile(text: string): string {
  const file = join(folder, 'temporal.toml');
  writeFileSync(file, text);
  return file;
}

test('without a server in the settings there is none to connect to: it is embedded', () => {
  expect(connectionOf({})).toBeNull();
  expect(connectionOf({ TEMPORAL_NAMESPACE: 'cart-recovery' })).toBeNull();
});

test('an address alone connects in the clear to the default namespace', () => {
  const connection = connectionOf({ TEMPORAL_ADDRESS: address });
  expect(connection).toMatchObject({ options: { address }, namespace: 'default' });
  expect(connection?.options.tls).toBeFalsy();
});

test('an API key is sent over an encrypted connection', () => {
  const connection = connectionOf({
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: 'shop.a1b2c',
    TEMPORAL_API_KEY: 'hunter2',
  });
  expect(connection).toMatchObject({ options: { address, apiKey: 'hunter2', tls: true }, namespace: 'shop.a1b2c' });
});

test('certificates are read from their files', () => {
  const connection = connectionOf({
    TEMPORAL_ADDRESS: address,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: pem('ca'),
    TEMPORAL_TLS_SERVER_NAME: 'temporal.test',
    TEMPORAL_TLS_CLIENT_CERT_PATH: pem('cert'),
    TEMPORAL_TLS_CLIENT_KEY_PATH: pem('key'),
  });
  expect(connection?.options.tls).toEqual({
    serverNameOverride: 'temporal.test',
    serverRootCACertificate: bytes('ca'),
    clientCertPair: { crt: bytes('cert'), key: bytes('key') },
  });
});

test('certificates can be given as text too', () => {
  const tls = connectionOf({
    TEMPORAL_ADDRESS: address,
    TEMPORAL_TLS_CLIENT_CERT_DATA: readFileSync(pem('cert'), 'utf8'),
    TEMPORAL_TLS_CLIENT_KEY_DATA: readFileSync(pem('key'), 'utf8'),
  })?.options.tls;
  expect(Buffer.from((typeof tls === 'object' && tls?.clientCertPair?.crt) || []).toString()).toContain('BEGIN CERT');
});

test('TEMPORAL_TLS encrypts without anything else, and its no is the last word', () => {
  expect(connectionOf({ TEMPORAL_ADDRESS: address, TEMPORAL_TLS: 'yes' })?.options.tls).toBeTruthy();
  expect(connectionOf({ TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'off' })?.options.tls).toBe(
    false,
  );
});

test.for([
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
  'TEMPORAL_CONFIG_FILE',
])('a wrong path in %s is told by the name of the variable', (variable) => {
  const env = {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_TLS_CLIENT_CERT_PATH: pem('cert'),
    TEMPORAL_TLS_CLIENT_KEY_PATH: pem('key'),
    [variable]: '/nowhere/at-all',
  };
  expect(complaintAbout(env)).toContain(`${variable}: /nowhere/at-all cannot be read (ENOENT`);
});

test('half of a client certificate is refused: the server would be asked without any', () => {
  const cert = { TEMPORAL_ADDRESS: address, TEMPORAL_TLS_CLIENT_CERT_PATH: pem('cert') };
  const key = { TEMPORAL_ADDRESS: address, TEMPORAL_TLS_CLIENT_KEY_PATH: pem('key') };
  expect(complaintAbout(cert)).toContain('TEMPORAL_TLS_CLIENT_KEY_PATH: not set');
  expect(complaintAbout(key)).toContain('TEMPORAL_TLS_CLIENT_CERT_PATH: not set');
});

test('a certificate is given once, as a path or as text', () => {
  const both = { TEMPORAL_TLS_CLIENT_CERT_PATH: pem('cert'), TEMPORAL_TLS_CLIENT_CERT_DATA: 'text' };
  expect(complaintAbout({ TEMPORAL_ADDRESS: address, ...both })).toContain('client_cert');
});

test.for([
  ['TEMPORAL_API_KEY', 'hunter2'],
  ['TEMPORAL_TLS', 'true'],
  ['TEMPORAL_TLS_CLIENT_CERT_PATH', pem('cert')],
] as const)('%s without a server is a mistake, not a reason for an embedded one', ([variable, value]) => {
  const complaint = complaintAbout({ [variable]: value });
  expect(complaint).toContain(`TEMPORAL_ADDRESS: not set, but needed with ${variable}`);
  expect(complaint).not.toContain('hunter2');
});

test('a configuration file that is named says everything, and the variables win over it', () => {
  const file = configFile(`
    [profile.default]
    address = "from-file:7233"
    namespace = "from-file"
    [profile.production]
    address = "production:7233"
    api_key = "hunter2"
  `);
  expect(connectionOf({ TEMPORAL_CONFIG_FILE: file })).toMatchObject({
    options: { address: 'from-file:7233' },
    namespace: 'from-file',
  });
  expect(
    connectionOf({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'production', TEMPORAL_NAMESPACE: 'ours' }),
  ).toMatchObject({ options: { address: 'production:7233', apiKey: 'hunter2', tls: true }, namespace: 'ours' });
});

test.for([
  ['a profile that it does not have', { TEMPORAL_PROFILE: 'absent' }, '[profile.default]\naddress = "there:7233"'],
  ['no address', {}, '[profile.default]\nnamespace = "ours"'],
  ['a key that nobody knows', {}, '[profile.default]\nadress = "there:7233"'],
  ['no TOML', {}, '[profile.default]\napi_key = "hunter2\n'],
] as const)('a configuration file with %s is refused, and none of its secrets is shown', ([, env, text]) => {
  const complaint = complaintAbout({ ...env, TEMPORAL_CONFIG_FILE: configFile(text) });
  expect(complaint).toContain('TEMPORAL_CONFIG_FILE: ');
  expect(complaint).not.toContain('hunter2');
});

test("a person's own file for another server does not reach us", () => {
  mkdirSync(join(folder, 'temporalio'));
  writeFileSync(
    join(folder, 'temporalio', 'temporal.toml'),
    '[profile.default]\naddress = "elsewhere:7233"\nnamespace = "elsewhere"\napi_key = "theirs"\n',
  );
  for (const name of ['XDG_CONFIG_HOME', 'APPDATA', 'HOME']) vi.stubEnv(name, folder);
  vi.stubEnv('TEMPORAL_NAMESPACE', 'elsewhere');
  expect(connectionOf({})).toBeNull();
  const connection = connectionOf({ TEMPORAL_ADDRESS: address });
  expect(connection).toMatchObject({ options: { address }, namespace: 'default' });
  expect(connection?.options.apiKey).toBeUndefined();
});
