import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inboundMailOf, readInboundMail } from './inbound-mail.ts';

const read = (head: string, body = 'Hello', recipients: readonly string[] = []) =>
  readInboundMail(Buffer.from(`${head}\r\n\r\n${body}\r\n`), recipients);

describe('a mail that came in', () => {
  test('is read with its words, whoever encoded them how', async () => {
    const head = [
      'From: =?UTF-8?B?QWRhIE3DvGxsZXI=?= <Ada@Example.com>',
      'To: Shop <reply+ABC@in.shop.example>, other@shop.example',
      'Delivered-To: hidden@in.shop.example',
      'Subject: =?UTF-8?Q?Re:_Gr=C3=BC=C3=9Fe?=',
      'In-Reply-To: <m1@engine.example>',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
    ].join('\r\n');
    expect(await read(head, 'Gr=FC=DFe aus Graz', ['envelope@in.shop.example'])).toMatchObject({
      from: 'ada@example.com',
      recipients: [
        'envelope@in.shop.example',
        'hidden@in.shop.example',
        'reply+ABC@in.shop.example',
        'other@shop.example',
      ],
      subject: 'Re: Grüße',
      inReplyTo: 'm1@engine.example',
      text: 'Grüße aus Graz\n',
      writer: 'person',
    });
  });

  test('of HTML alone is read without what it quotes', async () => {
    const html = '<p>Do you ship?</p><div class="gmail_quote">On Tue wrote:<blockquote>Unsubscribe</blockquote></div>';
    expect((await read('From: a@b.example\r\nContent-Type: text/html', html)).text.trim()).toBe('Do you ship?');
  });

  test('has the same id each time it is handed over, and another mail another', async () => {
    const head = 'From: a@b.example\r\nMessage-ID: <1@b.example>';
    const [one, again, other] = await Promise.all([
      read(`Received: by x\r\n${head}`),
      read(head),
      read(head.replace('<1@', '<2@')),
    ]);
    expect([one.id === again.id, one.id === other.id]).toEqual([true, false]);
  });

  test('is read as far as it goes, whatever its bytes are, and can be kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const mail = await readInboundMail(bytes);
        expect(inboundMailOf(Buffer.from(JSON.stringify(mail)))).toEqual(mail);
        expect(JSON.stringify(mail)).not.toContain('\\u0000');
      }),
      { numRuns: 60 },
    );
  });

  test('names no sender that two readers would read differently', async () => {
    expect((await read('From: "a@evil.example x"@shop.example')).from).toBeNull();
  });
});
