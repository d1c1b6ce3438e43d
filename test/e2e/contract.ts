import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { BrowserContext, Response } from 'playwright-core';
import { z } from 'zod';

const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) }))),
});

interface DocumentedPath {
  readonly path: string;
  readonly fits: RegExp;
}

export interface Contract {
  /** What is not as the document says of one request of a page and its answer; none when all is. */
  problemsOf(exchange: Exchange): readonly string[];
}

export interface Exchange {
  readonly method: string;
  readonly pathname: string;
  readonly sent: string | null;
  readonly status: number;
  /** Null where the answer is no JSON. */
  readonly received: string | null;
}

const contracts = new Map<string, Promise<Contract>>();

/** The contract that the running product publishes; read once. */
export function contractOf(url: string): Promise<Contract> {
  const known = contracts.get(url) ?? readContract(url);
  contracts.set(url, known);
  return known;
}

async function readContract(url: string): Promise<Contract> {
  const json: unknown = await (await fetch(`${url}/openapi.json`)).json();
  const { paths } = documentSchema.parse(json);
  const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema(json as object, 'api');
  const known = Object.keys(paths).map(
    (path): DocumentedPath => ({
      path,
      fits: new RegExp(`^${path.replaceAll(/[.]/g, '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    }),
  );
  // Of two that fit, the one with a name where the other has a parameter.
  const pathOf = (pathname: string) =>
    known.filter(({ fits }) => fits.test(pathname)).toSorted((a, b) => braces(a.path) - braces(b.path))[0]?.path;
  const validators = new Map<string, ValidateFunction | undefined>();
  const validatorAt = (...steps: string[]): ValidateFunction | undefined => {
    const pointer = [...steps, 'content', 'application/json', 'schema'].map(escaped).join('/');
    if (!validators.has(pointer)) validators.set(pointer, ajv.getSchema(`api#/${pointer}`));
    return validators.get(pointer);
  };

  return {
    problemsOf({ method, pathname, sent, status, received }) {
      const path = pathOf(pathname);
      const verb = method.toLowerCase();
      const name = `${method} ${pathname}`;
      const operation = path === undefined ? undefined : paths[path]?.[verb];
      if (path === undefined || operation === undefined) return [`${name} is in no document`];
      if (!(String(status) in operation.responses)) return [`${name}: ${status} is not documented`];
      const problems: string[] = [];
      const check = (what: string, text: string | null, validate: ValidateFunction | undefined) => {
        if (text === null || text === '' || !validate || validate(JSON.parse(text))) return;
        problems.push(`${name}: what was ${what} differs: ${ajv.errorsText(validate.errors).slice(0, 300)}`);
      };
      if (status < 400) check('sent', sent, validatorAt('paths', path, verb, 'requestBody'));
      check('received', received, validatorAt('paths', path, verb, 'responses', String(status)));
      return problems;
    },
  };
}

function braces(path: string): number {
  return path.split('{').length;
}

/** RFC 6901. */
function escaped(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}

export interface WatchedContract {
  /** Of everything that was exchanged until now, once all of it is read. */
  problems(): Promise<readonly string[]>;
}

/** Compares whatever the pages of this window exchange with the API with the document that it publishes. */
export function watchContract(context: BrowserContext, url: string): WatchedContract {
  const origin = new URL(url).origin;
  const looked: Promise<readonly string[]>[] = [];
  context.on('response', (response) => {
    const { origin: from, pathname } = new URL(response.url());
    if (from === origin && pathname.startsWith('/v1/')) looked.push(look(response, url, pathname));
  });
  return { problems: async () => (await Promise.all(looked)).flat() };
}

async function look(response: Response, url: string, pathname: string): Promise<readonly string[]> {
  const request = response.request();
  // Asked by the browser itself, before what a page of another origin sends.
  if (request.method() === 'OPTIONS') return [];
  const isJson = response.headers()['content-type']?.startsWith('application/json') ?? false;
  // A page that is left takes the bodies of its answers along.
  const received = isJson ? await response.text().catch(() => null) : null;
  const { problemsOf } = await contractOf(url);
  return problemsOf({
    method: request.method(),
    pathname,
    sent: request.postData(),
    status: response.status(),
    received,
  });
}
