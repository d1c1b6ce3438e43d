import { z } from 'zod';
import { type SecretSource, SecretSourceError, type StoredSecret } from './secret-source.ts';
import type { VaultClient } from './vault-client.ts';

/** Beside the secrets, in the same document: when each was turned, as one text of JSON. A version alone tells it of none. */
const changedField = '_changed';

const documentSchema = z.object({
  data: z.object({
    data: z.record(z.string(), z.string()).nullable(),
    metadata: z.object({ version: z.number(), created_time: z.string() }),
  }),
});
type VaultDocument = z.output<typeof documentSchema>['data'];
const changedSchema = z.record(z.string(), z.number());

export interface VaultSourceOptions {
  readonly client: VaultClient;
  /** Of a KV store, version 2. */
  readonly mount: string;
  /** The document with all secrets, each under the name of its setting. */
  readonly path: string;
  readonly names: ReadonlySet<string>;
  readonly now?: () => number;
}

/** One document of a KV version 2 store: all secrets of the installation are read, and changed, as of one version. */
export function createVaultSource({ client, mount, path, names, now = Date.now }: VaultSourceOptions): SecretSource {
  const url = `/v1/${mount}/data/${path}`;
  const readDocument = async (): Promise<VaultDocument | null> => {
    const answer = await client.call('GET', url);
    if (answer === null) return null;
    const parsed = documentSchema.safeParse(answer);
    if (!parsed.success) throw new SecretSourceError('invalid', `${mount}/${path} holds something else than texts`);
    return parsed.data.data;
  };
  return {
    provider: 'vault',
    async read() {
      const document = await readDocument();
      const fields = Object.entries(document?.data ?? {}).filter(([name, text]) => names.has(name) && text !== '');
      const changed = changedOf(document);
      return new Map(
        fields.map(([name, text]): [string, StoredSecret] => [
          name,
          { text, provider: 'vault', changedMs: changed[name] ?? createdMs(document) },
        ]),
      );
    },
    async change(name, turn) {
      const before = await readDocument();
      const text = turn(before?.data?.[name]);
      if (text === null) return false;
      const changed = JSON.stringify({ ...changedOf(before), [name]: now() });
      await client.call('POST', url, {
        options: { cas: before?.metadata.version ?? 0 },
        data: { ...before?.data, [name]: text, [changedField]: changed },
      });
      // A misspelt option is answered with success, and does nothing.
      if ((await readDocument())?.data?.[name] !== text)
        throw new SecretSourceError('conflict', `${name} is not in the vault after it was written`);
      return true;
    },
  };
}

function changedOf(document: VaultDocument | null): Readonly<Record<string, number>> {
  try {
    return changedSchema.parse(JSON.parse(document?.data?.[changedField] ?? '{}'));
  } catch {
    return {};
  }
}

function createdMs(document: VaultDocument | null): number | null {
  const at = Date.parse(document?.metadata.created_time ?? '');
  return Number.isNaN(at) ? null : at;
}
