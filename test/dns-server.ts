import { createSocket } from 'node:dgram';

/** Texts by name, as a zone has them; `no_answer` for a name that nobody answers for. */
export type Zone = Readonly<Record<string, readonly string[] | 'no_answer'>>;

export interface DnsServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Names that were asked for, in their order. */
  readonly asked: readonly string[];
  /** Instead of the zone before. */
  serve(zone: Zone): void;
  close(): Promise<void>;
}

const headerBytes = 12;
const typeTxt = 16;
const textPieceBytes = 255;

/** A server for TXT records on loopback: a name that its zone does not have is none (NXDOMAIN). */
export async function openDnsServer(first: Zone = {}): Promise<DnsServer> {
  let zone = first;
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    const { name, end } = readName(question);
    asked.push(name);
    const texts = zone[name];
    if (texts !== 'no_answer') socket.send(answer(question.subarray(0, end + 4), texts), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    serve(next) {
      zone = next;
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function readName(message: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = headerBytes;
  while (message[at]) {
    const length = message[at] ?? 0;
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function answer(question: Buffer, texts: readonly string[] | undefined): Buffer {
  const header = Buffer.from(question.subarray(0, headerBytes));
  // A response that is authoritative, and whether the name exists.
  header.writeUInt16BE(texts === undefined ? 0x8583 : 0x8580, 2);
  header.writeUInt16BE(texts?.length ?? 0, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, question.subarray(headerBytes), ...(texts ?? []).map(record)]);
}

function record(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length || at === 0; at += textPieceBytes) {
    const piece = bytes.subarray(at, at + textPieceBytes);
    pieces.push(Buffer.of(piece.length), piece);
  }
  const data = Buffer.concat(pieces);
  const head = Buffer.alloc(12);
  // The name of the question, a text of the Internet, good for a second.
  head.writeUInt16BE(0xc000 + headerBytes, 0);
  head.writeUInt16BE(typeTxt, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(1, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
