import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const storePassword = 'only-on-this-machine';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** A second listener that asks for a login over TLS, with a certificate of its own for this machine. */
export interface SecureListener {
  /** File (PEM) to check the broker against. */
  readonly caFile: string;
  readonly properties: Readonly<Record<string, string>>;
  /** For formatting the broker's storage: creates the user. */
  readonly formatArguments: readonly string[];
}

export async function prepareSecureListener(java: string, folder: string, login: Login): Promise<SecureListener> {
  const keytool = java.includes('/') ? join(dirname(java), 'keytool') : 'keytool';
  const keystore = join(folder, 'broker.p12');
  const caFile = join(folder, 'broker.pem');
  const store = ['-alias', 'broker', '-keystore', keystore, '-storetype', 'PKCS12', '-storepass', storePassword];
  await run(keytool, [
    ...['-genkeypair', ...store, '-keyalg', 'RSA', '-validity', '7'],
    ...['-dname', 'CN=localhost', '-ext', 'SAN=ip:127.0.0.1,dns:localhost'],
  ]);
  await run(keytool, ['-exportcert', '-rfc', ...store, '-file', caFile]);
  return {
    caFile,
    properties: {
      'ssl.keystore.type': 'PKCS12',
      'ssl.keystore.location': keystore,
      'ssl.keystore.password': storePassword,
      'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
      'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config':
        'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    },
    formatArguments: ['--add-scram', `SCRAM-SHA-512=[name=${login.username},password=${login.password}]`],
  };
}
