const bytesMax = 64 * 1024;
/** Twice as many pixels as it is shown with, for sharp screens, then as many. */
const heights = [96, 48] as const;
const widthToHeightMax = 6;

export type ReadLogo =
  | { readonly kind: 'logo'; readonly base64: string }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'tooLarge' };

/** The pixels of a picture file as a small PNG. Nothing of the file itself is kept, so nothing but a picture comes out. */
export async function readLogo(file: Blob): Promise<ReadLogo> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return { kind: 'unreadable' };
  for (const height of heights) {
    const png = await drawn(picture, height);
    if (png && png.size <= bytesMax) return { kind: 'logo', base64: await base64Of(png) };
  }
  return { kind: 'tooLarge' };
}

function drawn(picture: ImageBitmap, heightMax: number): Promise<Blob | null> {
  const scale = Math.min(1, heightMax / picture.height, (heightMax * widthToHeightMax) / picture.width);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
