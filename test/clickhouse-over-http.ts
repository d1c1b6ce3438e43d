import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickhouse } from '../db/clickhouse/connect.ts';

/** What becomes of an answer on its way. */
export type AnswerFate =
  | 'whole'
  /** The connection is reset in its middle. */
  | 'reset'
  /** It ends in its middle as if nothing were missing. */
  | 'short'
  /** The server gives up in its middle, and writes why as servers do since 25.11, or before. */
  | 'exception'
  | 'old_exception'
  /** The first half comes, and then nothing. */
  | 'stalled';

export interface ClickhouseOverHttp {
  readonly client: ClickHouseClient;
  readonly port: number;
  /** Of answers to queries whose text fits. */
  fate: { readonly of: RegExp; readonly is: AnswerFate };
  /** Done before a query is answered: what may happen between two of them. */
  meanwhile: (query: string) => Promise<void>;
  /** Ids of queries that were begun, and of those that somebody asked to be ended. */
  readonly begun: string[];
  readonly killed: string[];
  close(): Promise<void>;
}

const exceptionTag = 'abcdefghijklmnop';
const exceptionText = 'Code: 159. DB::Exception: Timeout exceeded: elapsed 10 seconds. (TIMEOUT_EXCEEDED)';

/** The embedded engine behind the HTTP interface of a server, with answers that may come to harm on their way. */
export async function serveClickhouse(engine: ClickHouseClient): Promise<ClickhouseOverHttp> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error & { code?: string }) => {
      response.writeHead(500, { 'x-clickhouse-exception-code': error.code ?? '0' });
      response.end(`Code: ${error.code}. DB::Exception: ${error.message} (OF_THE_ENGINE)`);
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const query = Buffer.concat(await request.toArray()).toString();
    const asked = new URL(request.url ?? '', 'http://server').searchParams;
    const parameters = Object.fromEntries(
      [...asked].flatMap(([name, value]) => (name.startsWith('param_') ? [[name.slice('param_'.length), value]] : [])),
    );
    if (query.startsWith('kill query')) {
      over.killed.push(parameters['queryId'] ?? '');
      response.end();
      return;
    }
    over.begun.push(asked.get('query_id') ?? '');
    await over.meanwhile(query);
    const { stream } = await engine.exec({ query, query_params: parameters });
    const whole = Buffer.concat(await stream.toArray());
    const is = over.fate.of.test(query) ? over.fate.is : 'whole';
    send(response, whole, is);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connectClickhouse(`http://127.0.0.1:${port}`, { applicationName: 'test' });
  const over: ClickhouseOverHttp = {
    client,
    port,
    fate: { of: /./, is: 'whole' },
    meanwhile: async () => {},
    begun: [],
    killed: [],
    async close() {
      await client.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return over;
}

function send(response: ServerResponse, whole: Buffer, fate: AnswerFate): void {
  // After a line, where there are lines: a cut there is the hardest to see.
  const half = whole.subarray(0, whole.indexOf('\n', whole.length / 2) + 1 || whole.length / 2);
  response.setHeader('x-clickhouse-exception-tag', exceptionTag);
  if (fate === 'old_exception') response.removeHeader('x-clickhouse-exception-tag');
  switch (fate) {
    case 'whole':
      response.end(whole);
      break;
    case 'short':
      response.end(half);
      break;
    case 'reset':
      response.write(half, () => response.destroy());
      break;
    case 'stalled':
      response.write(half);
      break;
    case 'old_exception':
      response.end(Buffer.concat([half, Buffer.from(exceptionText)]));
      break;
    case 'exception':
      response.end(Buffer.concat([half, Buffer.from(exceptionBlock())]));
      break;
    default:
      fate satisfies never;
  }
}

function exceptionBlock(): string {
  const message = `${exceptionText}\n`;
  return `\r\n__exception__\r\n${exceptionTag}\r\n${message}${message.length} ${exceptionTag}\r\n__exception__\r\n`;
}
