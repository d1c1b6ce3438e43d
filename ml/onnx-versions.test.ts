import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { makeModelFolder } from '../test/model-folder.ts';
import { loadModel } from './load-model.ts';
import { shippedModelDirectory } from './model-folder.ts';
import { ModelRefusedError } from './model-refused-error.ts';
import { readOnnxVersions, requireServable, servable } from './onnx-versions.ts';
import { sessionOptions } from './session-options.ts';

const shipped = await readFile(join(shippedModelDirectory, 'model.onnx'));

function withIr(version: number): Uint8Array {
  const changed = Buffer.from(shipped);
  changed[1] = version;
  return changed;
}

/** Of the unnamed domain, `ai.onnx`. */
function withOpset(version: number): Uint8Array {
  const written = Buffer.from([0x42, 0x04, 0x0a, 0x00, 0x10, 9]);
  const place = shipped.lastIndexOf(written);
  const changed = Buffer.from(shipped);
  changed[place + written.length - 1] = version;
  return changed;
}

async function runtimeTakes(onnx: Uint8Array): Promise<boolean> {
  return InferenceSession.create(onnx, sessionOptions).then(
    async (session) => {
      await session.release();
      return true;
    },
    () => false,
  );
}

test('the versions of a graph are read from its bytes', () => {
  expect(readOnnxVersions(shipped)).toEqual({ irVersion: 4, opsets: { 'ai.onnx': 9, 'ai.onnx.ml': 1 } });
});

describe('a graph of a newer exporter', () => {
  test('is refused by its IR version, exactly where the runtime that serves refuses it (operations M5)', async () => {
    expect(() => requireServable(withIr(servable.irVersionMax))).not.toThrow();
    expect(() => requireServable(withIr(servable.irVersionMax + 1))).toThrow(/runtime_too_old/);
    expect(await runtimeTakes(withIr(servable.irVersionMax))).toBe(true);
    expect(await runtimeTakes(withIr(servable.irVersionMax + 1))).toBe(false);
  });

  test('is refused by its operators, not later than the runtime that serves refuses them (operations M5)', async () => {
    const max = servable.opsetMax['ai.onnx'];
    expect(() => requireServable(withOpset(max))).not.toThrow();
    expect(() => requireServable(withOpset(max + 1))).toThrow(/runtime_too_old/);
    expect(await runtimeTakes(withOpset(max))).toBe(true);
  });

  test('is not loaded, though all its hashes are right', async () => {
    const folder = await makeModelFolder('from-the-future', {
      changeGraph: (onnx) => {
        const changed = Buffer.from(onnx);
        changed[1] = servable.irVersionMax + 1;
        return changed;
      },
    });
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'runtime_too_old' });
  });
});

test('bytes that are no graph are refused, never an error of ours', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        requireServable(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(ModelRefusedError);
      }
    }),
  );
});
