import { messageBytesMax } from '../../../events/schemas/wire-codec.ts';

const besidesContentBytesMax = 64 * 1024;

/** Most bytes of what a row holds for its record: with what is around it, readers still take it. */
export const recordBytesMax = messageBytesMax - besidesContentBytesMax;
