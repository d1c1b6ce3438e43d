import { type AwsAccess, signedAwsHeaders } from '../../../channels/aws-signature.ts';
import { artifactBytesMax } from '../../../ml/load-model.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import { withoutTrailingSlashes } from '../../../runtime/trailing-slashes.ts';
import { type ArtifactStore, hashOf, requireHash, requireSame, tooLarge } from './artifact-store.ts';

export interface BucketAccess extends AwsAccess {
  /** Of the bucket, with a prefix if any: `https://s3.eu-central-1.amazonaws.com/models/engine`. */
  readonly url: string;
}

/** How long one request to the bucket may take, in milliseconds. */
const requestTimeoutMs = 30_000;
const contentType = 'application/octet-stream';

/**
 * Artifacts as objects of an S3-compatible bucket, for engines on more than one machine. An object is written under its hash
 * alone, so to write it twice at once is to write the same. Throws `ModelRefusedError` as the contract says, any other error when
 * the bucket cannot be asked.
 */
export function createBucketArtifacts({ url, ...access }: BucketAccess): ArtifactStore {
  const urlOf = (sha256: string): string => `${withoutTrailingSlashes(url)}/${sha256}`;

  async function ask(
    method: 'GET' | 'HEAD' | 'PUT',
    sha256: string,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const request = { method, service: 's3', url: urlOf(sha256), ...(body && { body, contentType }) };
    const response = await fetch(request.url, {
      method,
      headers: await signedAwsHeaders(request, access),
      ...(body && { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
    if (response.ok || (response.status === 404 && method !== 'PUT')) return response;
    await response.body?.cancel();
    throw new Error(`the bucket of artifacts answered ${method} with ${response.status}`);
  }

  return {
    async put(content) {
      const sha256 = hashOf(content);
      if (content.length > artifactBytesMax) throw tooLarge(sha256, content.length);
      const found = await ask('HEAD', sha256);
      const isThere = found.ok && Number(found.headers.get('content-length')) === content.length;
      if (!isThere) await ask('PUT', sha256, new Uint8Array(content));
      return sha256;
    },
    async get(sha256) {
      const answer = await ask('GET', requireHash(sha256));
      if (answer.status === 404) {
        await answer.body?.cancel();
        throw new ModelRefusedError('file_missing', sha256, 'an artifact', 'none');
      }
      return requireSame(sha256, await readAll(sha256, answer));
    },
  };
}

async function readAll(sha256: string, answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > artifactBytesMax) throw tooLarge(sha256, bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
