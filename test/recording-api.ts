import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface RecordedQuestion {
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What was sent, parsed; null: nothing. */
  readonly json: unknown;
}

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is; absent: an empty body. */
  readonly body?: unknown;
  /** Ends the connection instead of answering. */
  readonly drop?: boolean;
  /** Sends its beginning, and the rest never. */
  readonly stall?: boolean;
}

export interface RecordingApi {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly questions: readonly RecordedQuestion[];
}

/** The API of a shop platform on this machine: records every question and answers as `answer` says. */
export async function startRecordingApi(
  answer: (question: RecordedQuestion, number: number) => ScriptedAnswer | Promise<ScriptedAnswer>,
): Promise<RecordingApi> {
  const questions: RecordedQuestion[] = [];
  const server = createServer(async (request, response) => {
    const sent = await text(request);
    const headers = request.headers as RecordedQuestion['headers'];
    const question = { path: request.url ?? '', headers, json: sent === '' ? null : JSON.parse(sent) };
    questions.push(question);
    const { status = 200, headers: extra = {}, body, drop, stall } = await answer(question, questions.length);
    if (drop) return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json', ...extra });
    if (stall) return void response.write('{');
    response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', () => listening.resolve());
  await listening.promise;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, questions };
}
