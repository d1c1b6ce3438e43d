import { AwsV4Signer } from 'aws4fetch';

/** An access key of an AWS account, and where its service is. */
export interface AwsAccess {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

export interface AwsRequest {
  /** `POST` by default. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** As in the credential's scope, e.g. `ses`. */
  readonly service: string;
  readonly url: string;
  readonly contentType?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** The headers of a request with its Signature Version 4. */
export async function signedAwsHeaders(
  { method = 'POST', service, url, contentType, body }: AwsRequest,
  { accessKeyId, secretAccessKey, region }: AwsAccess,
): Promise<Readonly<Record<string, string>>> {
  const signer = new AwsV4Signer({
    ...{ method, url, accessKeyId, secretAccessKey, region, service },
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    ...(body !== undefined && { body }),
  });
  return Object.fromEntries((await signer.sign()).headers);
}
