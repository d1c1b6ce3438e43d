import { AwsV4Signer } from 'aws4fetch';

/** An access key of an AWS account, and where its service is. */
export interface AwsAccess {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

export interface AwsPost {
  /** As in the credential's scope, e.g. `ses`. */
  readonly service: string;
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
}

/** The headers of a POST with its Signature Version 4. */
export async function signedAwsHeaders(
  { service, url, contentType, body }: AwsPost,
  { accessKeyId, secretAccessKey, region }: AwsAccess,
): Promise<Readonly<Record<string, string>>> {
  const headers = { 'content-type': contentType };
  const signer = new AwsV4Signer({
    method: 'POST',
    url,
    headers,
    body,
    accessKeyId,
    secretAccessKey,
    region,
    service,
  });
  return Object.fromEntries((await signer.sign()).headers);
}
