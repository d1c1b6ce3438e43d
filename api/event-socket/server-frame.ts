import type { ItemResult } from '../../services/ingest/events/take-in-events.ts';
import type { ErrorCode, ServiceError } from '../../services/shared/service-error.ts';

/** What the server says, one JSON text per frame. `frame` counts the client's frames with events, from 1. */
export type ServerFrame =
  | {
      readonly type: 'hello';
      readonly unacknowledgedEventsMax: number;
      readonly batchEventsMax: number;
      readonly frameBytesMax: number;
      readonly heartbeatMs: number;
      readonly idleMs: number;
    }
  /** In the order of the frame's events. `accepted` and `duplicate` are durable. */
  | { readonly type: 'acks'; readonly frame: number; readonly acks: readonly ItemResult[] }
  /** `frame`: that frame had no events to read. Without it the connection ends. */
  | {
      readonly type: 'error';
      readonly frame?: number;
      readonly error: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly path?: string;
        readonly retryAfterMs?: number;
      };
    };

export function errorFrame({ code, message, path, retryAfterMs }: ServiceError, frame?: number): ServerFrame {
  return {
    type: 'error',
    ...(frame !== undefined && { frame }),
    error: {
      code,
      message,
      ...(path !== undefined && { path }),
      ...(retryAfterMs !== undefined && { retryAfterMs: Math.ceil(retryAfterMs) }),
    },
  };
}
