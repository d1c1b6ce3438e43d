import { z } from 'zod';
import { artifactBytesMax } from '../../../ml/load-model.ts';
import { type AddressedServer, splitCredentials } from '../../../runtime/url-credentials.ts';

/** MLflow did not do what it was asked: `status` is null when it did not answer in time or at all. */
export class MlflowError extends Error {
  override readonly name = 'MlflowError';
  readonly status: number | null;
  /** Its own word for what is wrong, such as `RESOURCE_DOES_NOT_EXIST`. */
  readonly code: string | null;

  constructor(status: number | null, code: string | null, message: string, cause?: unknown) {
    super(message, { cause });
    this.status = status;
    this.code = code;
  }
}

/** One request to its API or for a file, in milliseconds. */
const requestTimeoutMs = 30_000;
const reasonLengthMax = 300;
/** Pages that one question is followed through, so that a registry of others does not hold the loop for ever. */
const pagesMax = 50;
const pageRows = 200;

export interface MlflowVersion {
  readonly name: string;
  /** Counts up within its name. */
  readonly number: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface NewVersion {
  readonly name: string;
  readonly source: string;
  readonly runId: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What this engine needs of MLflow's REST API (version 2.0 of it, as servers of MLflow 2 and 3 speak it). */
export type MlflowClient = ReturnType<typeof createMlflowClient>;

const pair = z.object({ key: z.string(), value: z.string().default('') });
const version = z
  .object({ name: z.string(), version: z.coerce.number().int(), tags: z.array(pair).default([]) })
  .transform(
    ({ name, version: number, tags }): MlflowVersion => ({
      ...{ name, number },
      tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
    }),
  );
const versions = z.object({ model_versions: z.array(version).default([]), next_page_token: z.string().optional() });
const models = z.object({
  registered_models: z
    .array(
      z.object({
        name: z.string(),
        aliases: z.array(z.object({ alias: z.string(), version: z.coerce.number().int() })).default([]),
      }),
    )
    .default([]),
  next_page_token: z.string().optional(),
});
const created = z.object({ model_version: version });
const experiment = z.object({ experiment: z.object({ experiment_id: z.string() }) });
const newExperiment = z.object({ experiment_id: z.string() });
const run = z.object({ run: z.object({ info: z.object({ run_id: z.string(), artifact_uri: z.string() }) }) });
const downloadUri = z.object({ artifact_uri: z.string() });
const refusal = z.object({ error_code: z.string(), message: z.string().default('') });
const listing = z.object({
  files: z
    .array(z.object({ path: z.string(), is_dir: z.boolean().default(false), file_size: z.coerce.number().default(0) }))
    .default([]),
});

/** User and password in the address go as Basic authentication. Every call rejects with `MlflowError`. */
export function createMlflowClient({ url }: { readonly url: string }) {
  const server = splitCredentials(url);
  const api = (method: 'GET' | 'POST' | 'DELETE', path: string, values: object = {}): Promise<unknown> =>
    method === 'GET'
      ? askJson(server, method, `/mlflow/${path}?${new URLSearchParams(Object.entries(values))}`)
      : askJson(server, method, `/mlflow/${path}`, JSON.stringify(values));

  return {
    /** Makes a registered model of this name; one that is there is the same. */
    async ensureModel(name: string, description: string): Promise<void> {
      try {
        await api('POST', 'registered-models/create', { name, description });
      } catch (error) {
        if (!isCode(error, 'RESOURCE_ALREADY_EXISTS')) throw error;
      }
    },

    /** Registered models whose names begin so, with the number of the version that each alias names. */
    async modelsWith(prefix: string): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
      const found = await paged(async (page) => {
        const { registered_models: rows, next_page_token: next } = models.parse(
          await api('GET', 'registered-models/search', { ...page, filter: `name LIKE '${prefix}%'` }),
        );
        return { rows, next };
      });
      return new Map(found.map(({ name, aliases }) => [name, new Map(aliases.map((one) => [one.alias, one.version]))]));
    },

    /** Versions for which the filter holds, in MLflow's words (`name = 'purchase'`). */
    versionsWhere(filter: string): Promise<readonly MlflowVersion[]> {
      return paged(async (page) => {
        const { model_versions: rows, next_page_token: next } = versions.parse(
          await api('GET', 'model-versions/search', { ...page, filter }),
        );
        return { rows, next };
      });
    },

    /** A run that holds measures and files of one version. */
    async openRun(name: string, experimentName: string): Promise<{ readonly runId: string; readonly uri: string }> {
      const { run: opened } = run.parse(
        await api('POST', 'runs/create', {
          ...{ experiment_id: await experimentId(experimentName), run_name: name, start_time: Date.now() },
        }),
      );
      return { runId: opened.info.run_id, uri: opened.info.artifact_uri };
    },

    /** Keeps measures and ends the run. */
    async closeRun(runId: string, measures: Readonly<Record<string, number>>): Promise<void> {
      const timestamp = Date.now();
      const metrics = Object.entries(measures).map(([key, value]) => ({ key, value, timestamp, step: 0 }));
      await api('POST', 'runs/log-batch', { run_id: runId, metrics });
      await api('POST', 'runs/update', { run_id: runId, status: 'FINISHED', end_time: timestamp });
    },

    async addVersion({ name, source, runId, description, tags }: NewVersion): Promise<MlflowVersion> {
      const body = { name, source, run_id: runId, description, tags: pairsOf(tags) };
      return created.parse(await api('POST', 'model-versions/create', body)).model_version;
    },

    async dropVersion({ name, number }: MlflowVersion): Promise<void> {
      await api('DELETE', 'model-versions/delete', { name, version: `${number}` });
    },

    async tagVersion({ name, number }: MlflowVersion, tags: Readonly<Record<string, string>>): Promise<void> {
      for (const { key, value } of pairsOf(tags))
        await api('POST', 'model-versions/set-tag', { name, version: `${number}`, key, value });
    },

    /** Lets an alias of a model name a version; null: none. */
    async setAlias(name: string, alias: string, number: number | null): Promise<void> {
      if (number === null) await api('DELETE', 'registered-models/alias', { name, alias });
      else await api('POST', 'registered-models/alias', { name, alias, version: `${number}` });
    },

    /** Where the files of a version are. */
    async sourceOf({ name, number }: MlflowVersion): Promise<string> {
      const values = { name, version: `${number}` };
      return downloadUri.parse(await api('GET', 'model-versions/get-download-uri', values)).artifact_uri;
    },

    /** The files in a folder that the server hands out itself, by their names, with their sizes in bytes. */
    async filesIn(uri: string): Promise<ReadonlyMap<string, number>> {
      const path = `/mlflow-artifacts/artifacts?${new URLSearchParams({ path: pathOf(uri) })}`;
      const { files } = listing.parse(await askJson(server, 'GET', path));
      return new Map(
        files.flatMap((one) => (one.is_dir ? [] : [[one.path.split('/').at(-1) ?? one.path, one.file_size] as const])),
      );
    },

    async putFile(uri: string, file: string, content: Uint8Array): Promise<void> {
      await ask(server, 'PUT', filePath(uri, file), new Uint8Array(content), 'application/octet-stream');
    },

    async getFile(uri: string, file: string): Promise<Uint8Array> {
      const answer = await ask(server, 'GET', filePath(uri, file));
      return readBounded(answer, file);
    },
  };

  async function experimentId(name: string): Promise<string> {
    try {
      return newExperiment.parse(await api('POST', 'experiments/create', { name })).experiment_id;
    } catch (error) {
      if (!isCode(error, 'RESOURCE_ALREADY_EXISTS')) throw error;
      const found = await api('GET', 'experiments/get-by-name', { experiment_name: name });
      return experiment.parse(found).experiment.experiment_id;
    }
  }
}

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | undefined;
}

async function paged<Row>(ask: (page: object) => Promise<Page<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let next: string | undefined;
  for (let page = 0; page < pagesMax; page++) {
    const found = await ask({ max_results: `${pageRows}`, ...(next && { page_token: next }) });
    rows.push(...found.rows);
    next = found.next;
    if (!next) return rows;
  }
  throw new MlflowError(null, 'TOO_MANY', `MLflow has more than ${pagesMax * pageRows} of what was asked for`);
}

function pairsOf(tags: Readonly<Record<string, string>>): readonly { readonly key: string; readonly value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof MlflowError && error.code === code;
}

/** Files elsewhere, on a disk of its machine or in a bucket of its own, are not asked for by an address of others. */
function pathOf(uri: string): string {
  const parsed = URL.canParse(uri) ? new URL(uri) : null;
  const path = parsed ? decodeURIComponent(parsed.pathname).split('/').filter(Boolean) : [];
  if (parsed?.protocol !== 'mlflow-artifacts:' || path.length === 0 || path.some((part) => part === '..'))
    throw new MlflowError(null, 'SOURCE_ELSEWHERE', 'the files of this version are not at the MLflow server itself');
  return path.join('/');
}

function filePath(uri: string, file: string): string {
  const path = [...pathOf(uri).split('/'), file].map(encodeURIComponent).join('/');
  return `/mlflow-artifacts/artifacts/${path}`;
}

async function askJson(server: AddressedServer, method: string, path: string, body?: string): Promise<unknown> {
  return (await ask(server, method, path, body, 'application/json')).json();
}

async function ask(
  { base, authorization }: AddressedServer,
  method: string,
  path: string,
  body?: string | Uint8Array<ArrayBuffer>,
  contentType?: string,
): Promise<Response> {
  const answer = await fetch(`${base}/api/2.0${path}`, {
    method,
    headers: { ...(contentType && { 'content-type': contentType }), ...(authorization && { authorization }) },
    ...(body !== undefined && { body }),
    redirect: 'error',
    signal: AbortSignal.timeout(requestTimeoutMs),
  }).catch((error: unknown) => {
    throw new MlflowError(null, null, `MLflow does not answer ${method}`, error);
  });
  if (answer.ok) return answer;
  const text = await answer.text();
  const said = refusal.safeParse(jsonOf(text));
  const code = said.success ? said.data.error_code : null;
  const reason = (said.success ? said.data.message : text).slice(0, reasonLengthMax);
  throw new MlflowError(answer.status, code, `MLflow refused ${method} with ${answer.status}: ${reason}`);
}

async function readBounded(answer: Response, file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > artifactBytesMax) throw new MlflowError(null, 'TOO_LARGE', `${file} is larger than a model may be`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
