import { type Conversion, certain } from './conversion.ts';

/** Characters that Windows-1252 has where Latin-1 has controls, by the byte that they stand for. */
const highBytes: ReadonlyMap<string, number> = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index))].map(
    (character, index) => [character, 0x80 + index],
  ),
);
const characters: ReadonlyMap<number, string> = new Map([...highBytes].map(([character, byte]) => [byte, character]));
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 that was read as Latin-1 or Windows-1252 (`CafÃ©`), and letters with their accents apart (NFD). */
export const mistakenEncoding: Conversion = {
  name: 'mistaken_encoding',
  kinds: ['text'],
  formOf(value) {
    if (typeof value !== 'string') return null;
    const read = decoded(value);
    if (read !== undefined && read !== value && encoded(read) === value) return 'windows-1252';
    return value.normalize('NFC') !== value && value.normalize('NFC').normalize('NFD') === value ? 'decomposed' : null;
  },
  convert(value, form) {
    if (typeof value !== 'string') return undefined;
    return form === 'decomposed' ? value.normalize('NFC') : decoded(value);
  },
  invert(value, form) {
    if (typeof value !== 'string') return undefined;
    return form === 'decomposed' ? value.normalize('NFD') : encoded(value);
  },
  confidence: () => certain,
};

/** The text whose UTF-8 was read one byte at a time; undefined when these characters are no such bytes. */
function decoded(text: string): string | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const byte = highBytes.get(character) ?? code;
    if (byte > 0xff) return undefined;
    bytes.push(byte);
  }
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

function encoded(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => characters.get(byte) ?? String.fromCharCode(byte)).join('');
}
