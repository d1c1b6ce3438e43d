import { z } from 'zod';
import { ConfigError } from '../../runtime/config.ts';
import { StackError } from '../../workers/stack/stack-error.ts';

const problemSchema = z.object({ error: z.object({ message: z.string(), path: z.string().optional() }) });
const timeoutMs = 15_000;

/** Something that who runs a command can mend: shown as one sentence. */
export class Refusal extends Error {}

/** Sends one request to the running engine and gives its answer's body. Throws `Refusal` for what a person can mend. */
export type AskEngine = (method: string, path: string, body?: object) => Promise<unknown>;

/** Asks as the operator, in a store if one is named. */
export function askEngine(
  engineUrl: string,
  { adminKey, storeId }: { readonly adminKey: string; readonly storeId?: string },
): AskEngine {
  return async (method, path, body) => {
    const response = await fetch(`${engineUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${adminKey}`,
        ...(storeId && { 'x-store-id': storeId }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new Refusal(
        `Nothing answers at ${engineUrl}: run \`npm start\` first, or set PUBLIC_URL to where the engine runs.`,
        { cause },
      );
    });
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const answer: unknown = isJson ? await response.json() : await response.text();
    if (response.ok) return answer;
    const { error } = problemSchema.parse(answer);
    throw new Refusal(error.path ? `${error.path}: ${error.message}` : error.message);
  };
}

/** Runs a command of a person: what they can mend is one sentence, anything else its stack. */
export function runCommand(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const known =
      error instanceof Refusal ||
      error instanceof StackError ||
      error instanceof ConfigError ||
      (error instanceof TypeError && 'code' in error);
    process.stderr.write(
      `✗ ${known ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  });
}
