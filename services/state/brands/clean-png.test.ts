import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cleanPng } from './clean-png.ts';

function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

function header(width: number, height: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 6, 0, 0, 0], 8);
  return chunk('IHDR', data);
}

const pixels = chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0, 255])));
const end = chunk('IEND');
const plain = Buffer.concat([signature, header(1, 1), pixels, end]);

describe('a logo', () => {
  test('is kept as the picture that it is', () => {
    expect(cleanPng(plain)).toEqual({ kind: 'picture', bytes: new Uint8Array(plain), width: 1, height: 1 });
  });

  test('loses whatever is no pixel: texts, unknown chunks, and what stands behind its end', () => {
    const script = Buffer.from('<script>alert(1)</script>');
    const carrier = Buffer.concat([
      ...[signature, header(1, 1), chunk('tEXt', script), chunk('evIl', script), pixels, end, script],
    ]);
    expect(cleanPng(carrier)).toEqual(cleanPng(plain));
  });

  test.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['nothing', Buffer.alloc(0)],
    ['the beginning of a picture', plain.subarray(0, -5)],
    [
      'a picture whose bytes were changed',
      Buffer.concat([plain.subarray(0, 45), Buffer.from([1]), plain.subarray(46)]),
    ],
    ['a picture that says it is as large as a wall', Buffer.concat([signature, header(30_000, 30_000), pixels, end])],
    ['a picture of no width', Buffer.concat([signature, header(0, 1), pixels, end])],
    ['pixels without a header', Buffer.concat([signature, pixels, end])],
    [
      'chunks without end',
      Buffer.concat([signature, header(1, 1), ...Array.from({ length: 1_001 }, () => chunk('IDAT'))]),
    ],
  ])('is not %s', (_, file) => {
    expect(cleanPng(file).kind).toBe('refused');
  });
});
