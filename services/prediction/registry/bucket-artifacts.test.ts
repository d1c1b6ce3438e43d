import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hashOf } from './artifact-store.ts';
import { createBucketArtifacts } from './bucket-artifacts.ts';

interface Bucket {
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  readonly asked: { readonly method: string; readonly headers: IncomingHttpHeaders }[];
  /** Answers everything with this status from now on. */
  answerWith(status: number): void;
}

/** A bucket on this machine, as far as its contract goes: PUT, GET and HEAD of objects. */
async function openBucket(): Promise<Bucket> {
  const objects = new Map<string, Buffer>();
  const asked: Bucket['asked'] = [];
  let always = 0;
  const server = createServer(async (request, response) => {
    const [path = '', body] = [request.url, await buffer(request)];
    asked.push({ method: request.method ?? '', headers: request.headers });
    if (always !== 0) return void response.writeHead(always).end();
    if (request.method === 'PUT') objects.set(path, body);
    const found = objects.get(path);
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': found.length });
    response.end(request.method === 'GET' ? found : undefined);
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', () => listening.resolve());
  await listening.promise;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/engine/`;
  return {
    ...{ url, objects, asked },
    answerWith: (status) => {
      always = status;
    },
  };
}

const access = { accessKeyId: 'AKIA0123456789', secretAccessKey: 'secret', region: 'eu-central-1' };
const content = Buffer.from('a graph of some kind');

describe('artifacts in a bucket', () => {
  test('are written once under their hash, signed, and read back', async () => {
    const bucket = await openBucket();
    const store = createBucketArtifacts({ ...access, url: bucket.url });
    const name = await store.put(content);
    expect([name, await store.put(content)]).toEqual([hashOf(content), name]);
    expect(await store.get(name)).toEqual(content);
    expect([...bucket.objects.keys()]).toEqual([`/models/engine/${name}`]);
    expect(bucket.asked.map(({ method }) => method)).toEqual(['HEAD', 'PUT', 'HEAD', 'GET']);
    for (const { headers } of bucket.asked)
      expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIA0123456789\/\d{8}\/eu-central-1\/s3\//);
  });

  test('are refused when a byte of them is another, and missing when they are', async () => {
    const bucket = await openBucket();
    const store = createBucketArtifacts({ ...access, url: bucket.url });
    const name = await store.put(content);
    const flipped = Buffer.from(content);
    flipped[3] = flipped[3]! ^ 1;
    bucket.objects.set(`/models/engine/${name}`, flipped);
    await expect(store.get(name)).rejects.toMatchObject({ code: 'artifact_hash_differs' });
    await expect(store.get('0'.repeat(64))).rejects.toMatchObject({ code: 'file_missing' });
  });

  test('are not said to be missing while the bucket cannot be asked', async () => {
    const bucket = await openBucket();
    const store = createBucketArtifacts({ ...access, url: bucket.url });
    bucket.answerWith(503);
    await expect(store.get('0'.repeat(64))).rejects.toThrow('answered GET with 503');
    await expect(store.put(content)).rejects.toThrow('answered HEAD with 503');
    bucket.answerWith(403);
    await expect(store.get('0'.repeat(64))).rejects.toThrow('answered GET with 403');
  });
});
