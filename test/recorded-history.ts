import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
export type History = proto.temporal.api.history.v1.IHistory;

/**
 * A workflow's history as JSON that a person can read and a diff can show. In protobuf.js' own form: the SDK's
 * conversion asks for one single copy of that library, which no lock file promises.
 */
export function writeHistory(history: History): string {
  return JSON.stringify(
    History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String }),
    null,
    1,
  );
}

export function readHistory(json: string): History {
  return History.fromObject(JSON.parse(json));
}
