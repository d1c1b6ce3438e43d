import { createHash, createHmac } from 'node:crypto';
import type { AwsAccess } from '../channels/aws-signature.ts';
import type { RecordedRequest } from './imitated-vendor.ts';

/** Signature Version 4 of a request as it arrived, written from its description and not from the package that signs. */
export function awsAuthorizationOf(
  { method, path, headers, body }: RecordedRequest,
  service: string,
  { accessKeyId, secretAccessKey, region }: AwsAccess,
): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const [, signed = ''] = /SignedHeaders=([^,]+)/.exec(String(headers['authorization'])) ?? [];
  const date = String(headers['x-amz-date']);
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const lines = signed.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = [method, path, '', lines.join(''), signed, hash(body)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secretAccessKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', date, scope, hash(canonical)].join('\n')).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
}
