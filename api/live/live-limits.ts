/** What one process allows on `/v1/live`; a page learns those that concern it from the `hello` frame. */
export interface LiveLimits {
  /** Open connections of this process. */
  readonly connectionsMax: number;
  /** Of one store, over all processes. */
  readonly storeConnectionsMax: number;
  /** Of one person or key within the store, over all processes: a person has some tabs. */
  readonly callerConnectionsMax: number;
  readonly roomsMax: number;
  /** Every this many milliseconds a heartbeat message; a connection that was silent from one to the next is cut. */
  readonly heartbeatMs: number;
  /** Heartbeats of all connections are spread over this many parts of the time between two of one. */
  readonly heartbeatSlices: number;
  /** Largest frame that a page may send, in UTF-16 units. */
  readonly frameLengthMax: number;
  /** Frames that a page may send between two heartbeats. */
  readonly framesMax: number;
  /** Bytes that one connection may have waiting; from there on its reader counts as too slow. */
  readonly socketBytesMax: number;
  /** Bytes that all connections together may have waiting; from there on whoever does not keep up has to go. */
  readonly processBytesMax: number;
  /** Bytes that may wait for a reader who keeps up. */
  readonly keepingUpBytesMax: number;
  /** How long a slow reader has for the closing handshake. */
  readonly closeMs: number;
  /** How long pages are to wait at most before they come back after the end of a process. */
  readonly comeBackMsMax: number;
  /** How long changes of rights may be missing while pages are told of changes. */
  readonly rightsUnknownMsMax: number;
  /** How long the server of the streams may be silent while pages still count as up to date. */
  readonly quietMsMax: number;
}

const kibibyte = 1024;

export const liveLimits: Omit<LiveLimits, 'connectionsMax' | 'storeConnectionsMax'> = {
  callerConnectionsMax: 50,
  roomsMax: 20,
  heartbeatMs: 30_000,
  heartbeatSlices: 30,
  frameLengthMax: 1_024,
  framesMax: 300,
  socketBytesMax: 512 * kibibyte,
  processBytesMax: 64 * kibibyte * kibibyte,
  keepingUpBytesMax: 32 * kibibyte,
  closeMs: 2_000,
  comeBackMsMax: 10_000,
  rightsUnknownMsMax: 5_000,
  quietMsMax: 10_000,
};
