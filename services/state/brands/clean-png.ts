import { crc32 } from 'node:zlib';

/** In pixels; a logo stands in a bar that is 52 high. */
export const logoSideMax = 1_024;

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const headerLength = 13;
/** Length, type and check sum of a chunk. */
const frameLength = 12;
/** What a picture is made of. Texts, profiles, animations and whatever stands behind the end are left out. */
const keptChunks: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
/** A chunk may be as short as a byte, so a hostile file could hold very many. */
const chunksMax = 1_000;

export type CleanPng =
  | { readonly kind: 'picture'; readonly bytes: Uint8Array; readonly width: number; readonly height: number }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Takes a PNG apart and puts it together again from the chunks of its pixels, so that nothing else is kept: a file that is
 * a picture and something else at once comes out as the picture. Anything that is no whole PNG is refused.
 */
export function cleanPng(given: Uint8Array): CleanPng {
  const file = Buffer.from(given);
  if (!file.subarray(0, signature.length).equals(signature)) return refused('is no PNG picture');
  const kept: Buffer[] = [signature];
  let at = signature.length;
  let size: { readonly width: number; readonly height: number } | null = null;
  for (let chunks = 0; chunks < chunksMax; chunks++) {
    if (at + frameLength > file.length) return refused('is a PNG that ends too early');
    const length = file.readUInt32BE(at);
    const end = at + frameLength + length;
    if (end > file.length) return refused('is a PNG that ends too early');
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return refused('is a broken PNG');
    if (size === null) {
      if (type !== 'IHDR' || length !== headerLength) return refused('is a PNG without a header');
      size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) };
      if (!isSide(size.width) || !isSide(size.height))
        return refused(`is a PNG of more than ${logoSideMax} × ${logoSideMax} pixels, or of none`);
    }
    if (keptChunks.has(type)) kept.push(file.subarray(at, end));
    if (type === 'IEND') return { kind: 'picture', bytes: new Uint8Array(Buffer.concat(kept)), ...size };
    at = end;
  }
  return refused(`is a PNG of more than ${chunksMax} chunks`);
}

function isSide(pixels: number): boolean {
  return pixels >= 1 && pixels <= logoSideMax;
}

function refused(reason: string): CleanPng {
  return { kind: 'refused', reason };
}
