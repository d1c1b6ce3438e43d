import { z } from 'zod';

/** What is kept of an answer beside its status. Other headers belong to the request that asks. */
const savedAnswer = z.object({ headers: z.record(z.string(), z.string()), body: z.string().nullable() });

const keptHeaders = ['content-type', 'location'];
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

export async function describeAnswer(response: Response): Promise<string> {
  const headers: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const body = bodiless.has(response.status) ? null : await response.clone().text();
  return JSON.stringify({ headers, body } satisfies z.infer<typeof savedAnswer>);
}

/** The same answer once more, marked as such. */
export function replayAnswer(status: number, described: string): Response {
  const { headers, body } = savedAnswer.parse(JSON.parse(described));
  return new Response(body, { status, headers: { ...headers, 'idempotent-replayed': 'true' } });
}
