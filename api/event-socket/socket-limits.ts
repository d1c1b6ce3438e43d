import { minuteMs } from '../../domain/duration.ts';

/** What one process allows on `/v1/events/socket`; a client learns those that concern it from the `hello` frame. */
export interface SocketLimits {
  /** Connections of this process, those that did not authenticate yet included. */
  readonly connectionsMax: number;
  readonly storeConnectionsMax: number;
  /** Connections that may wait for their first frame at once, and how long each may. */
  readonly anonymousConnectionsMax: number;
  readonly authenticateMs: number;
  /** Events of one connection that are not acknowledged yet; while there are more it is not read. One frame may go over it. */
  readonly unacknowledgedEventsMax: number;
  /** Text that was received but not looked at, per connection; only a client that ignores its window gets there. */
  readonly waitingBytesMax: number;
  /** Every this many milliseconds a ping; a connection that was silent from one to the next is cut. */
  readonly heartbeatMs: number;
  /** A connection that sends no event for this long is closed. */
  readonly idleMs: number;
  /** Frames that were no events, per connection, before it is closed. */
  readonly brokenFramesMax: number;
}

const mebibyte = 1024 * 1024;

export const socketLimits: Omit<SocketLimits, 'connectionsMax' | 'storeConnectionsMax'> = {
  anonymousConnectionsMax: 500,
  authenticateMs: 10_000,
  unacknowledgedEventsMax: 2_000,
  waitingBytesMax: 4 * mebibyte,
  heartbeatMs: 30_000,
  idleMs: 10 * minuteMs,
  brokenFramesMax: 20,
};
