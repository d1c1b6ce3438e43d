import { ModelRefusedError } from './model-refused-error.ts';

/**
 * What the runtime that serves can run, pinned: a newer exporter writes a newer format, and whether the runtime refuses it
 * or guesses must not be found out while it answers. The test asks the runtime itself at each bound.
 */
export const servable = {
  irVersionMax: 13,
  opsetMax: { 'ai.onnx': 26, 'ai.onnx.ml': 5 },
} as const satisfies { readonly irVersionMax: number; readonly opsetMax: Readonly<Record<string, number>> };

export interface OnnxVersions {
  readonly irVersion: number;
  /** Version of each set of operators, by its domain; `ai.onnx` for the one without a name. */
  readonly opsets: Readonly<Record<string, number>>;
}

/** Throws `ModelRefusedError` when the graph asks for more than the runtime is known to run. */
export function requireServable(onnx: Uint8Array): void {
  const { irVersion, opsets } = readOnnxVersions(onnx);
  if (irVersion > servable.irVersionMax)
    throw new ModelRefusedError('runtime_too_old', 'IR version', `at most ${servable.irVersionMax}`, `${irVersion}`);
  for (const [domain, version] of Object.entries(opsets)) {
    const max = new Map<string, number>(Object.entries(servable.opsetMax)).get(domain);
    if (max === undefined || version > max)
      throw new ModelRefusedError('runtime_too_old', `operators ${domain}`, `at most ${max ?? 'none'}`, `${version}`);
  }
}

/** `ModelProto.ir_version` and `ModelProto.opset_import` (onnx.proto), without the rest of the graph. */
export function readOnnxVersions(onnx: Uint8Array): OnnxVersions {
  const opsets: Record<string, number> = {};
  let irVersion = 0;
  for (const { field, value } of fieldsOf(onnx)) {
    if (field === 1 && typeof value === 'number') irVersion = value;
    if (field === 8 && typeof value !== 'number') {
      const [domain, version] = opsetOf(value);
      opsets[domain] = version;
    }
  }
  return { irVersion, opsets };
}

/** `OperatorSetIdProto`: 1 is the domain, 2 the version. */
function opsetOf(content: Uint8Array): [domain: string, version: number] {
  let [domain, version] = ['', 0];
  for (const { field, value } of fieldsOf(content)) {
    if (field === 1 && typeof value !== 'number') domain = Buffer.from(value).toString('utf8');
    if (field === 2 && typeof value === 'number') version = value;
  }
  return [domain === '' ? 'ai.onnx' : domain, version];
}

interface Field {
  readonly field: number;
  readonly value: number | Uint8Array;
}

const [varint, fixed64, delimited, fixed32] = [0, 1, 2, 5];
const fixedBytes: Readonly<Record<number, number>> = { [fixed64]: 8, [fixed32]: 4 };

/** The fields of one protobuf message; what is inside of them is skipped, not read. */
function* fieldsOf(content: Uint8Array): Generator<Field> {
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = content[at++];
      if (byte === undefined || scale > Number.MAX_SAFE_INTEGER) throw notAGraph();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < content.length) {
    const tag = next();
    const [field, wireType] = [Math.floor(tag / 8), tag % 8];
    if (wireType === varint) {
      yield { field, value: next() };
      continue;
    }
    const length = wireType === delimited ? next() : fixedBytes[wireType];
    if (length === undefined || at + length > content.length) throw notAGraph();
    yield { field, value: content.subarray(at, at + length) };
    at += length;
  }
}

function notAGraph(): ModelRefusedError {
  return new ModelRefusedError('runtime_refused', 'model', 'an ONNX graph', 'something else');
}
