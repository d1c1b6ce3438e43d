import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';

/** Mails bring their attachments along. */
const inboundMailPath = '/v1/inbound/email';

/**
 * Refuses a body before it is read. A stated length is compared; only a body without one (chunked) is counted while it
 * is read, because that costs a stream per request. A compressed one has no length that says anything: it is not taken.
 */
export function limitBody(
  bodyBytesMax: number,
  { inboundMailBytesMax = bodyBytesMax }: { readonly inboundMailBytesMax?: number } = {},
): MiddlewareHandler<ApiEnv> {
  const [limit, mailLimit] = [limitTo(bodyBytesMax), limitTo(inboundMailBytesMax)];
  return function limitBody(c, next) {
    return (c.req.path.startsWith(inboundMailPath) ? mailLimit : limit)(c, next);
  };
}

function limitTo(bytesMax: number): MiddlewareHandler<ApiEnv> {
  const tooLarge = (): ServiceError =>
    new ServiceError('payload_too_large', `The body may have at most ${bytesMax} bytes.`);
  const counted = bodyLimit({
    maxSize: bytesMax,
    onError: () => {
      throw tooLarge();
    },
  });
  return function limitTo(c, next) {
    const method = c.req.method;
    if (method === 'GET' || method === 'HEAD') return next();
    const encoding = c.req.header('content-encoding');
    if (encoding !== undefined && encoding !== 'identity')
      throw new ServiceError('unsupported_media_type', 'Send the body as it is, without compression.');
    const length = c.req.header('content-length');
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next);
    if (Number(length) > bytesMax) throw tooLarge();
    return next();
  };
}
