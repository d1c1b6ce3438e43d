import { assertNever } from '../../domain/assert-never.ts';
import type { Channel } from '../../domain/channel.ts';
import { shorten, toSingleLine } from '../../domain/single-line.ts';
import type { RenderRequest } from '../message-context.ts';
import type { MessageOf, OutgoingMessage } from '../provider.ts';
import { type RenderError, renderFailed } from './render-error.ts';
import type { RenderJob } from './render-parts.ts';
import { createRenderThread, type RenderThreadOptions } from './render-thread.ts';
import { smsSegmentsMax } from './sms-name.ts';
import { smsSegments, toGsmLikeness } from './sms-segments.ts';
import { templateScope } from './template-scope.ts';
import type { TemplateSet, TemplateSource } from './template-set.ts';

/** Turns a cart and a template into the message that goes out; the one way for previews, tests and sends. */
export interface Renderer {
  render<C extends Channel>(request: RenderRequest<C>): Promise<RenderResult<MessageOf<C>>>;
  /** Ends the render thread; renders under way fail as `retry`. */
  close(): Promise<void>;
}
export type RenderResult<M extends OutgoingMessage = OutgoingMessage> =
  | { readonly ok: true; readonly message: M }
  | { readonly ok: false; readonly error: RenderError };

const subjectLengthMax = 150;
const pushTitleLengthMax = 65;
const pushBodyLengthMax = 240;

export function createRenderer(options: { readonly templates: TemplateSource } & RenderThreadOptions): Renderer {
  const thread = createRenderThread(options);

  async function render(request: RenderRequest): Promise<RenderResult> {
    if (request.context.cart.lines.length === 0)
      return renderFailed('empty_cart', 'permanent', 'a message about an empty cart is never sent');
    const set = await options.templates.find(request.template);
    const parts = set && partsOf(set, request.channel);
    if (!parts)
      return renderFailed(
        'unknown_template',
        'permanent',
        `no template ${JSON.stringify(request.template)} for ${request.channel}`,
      );
    const result = await thread.run({ parts, scope: templateScope(request.context) });
    return result.ok ? assemble(request, result.parts) : result;
  }

  return {
    // A request for one channel yields that channel's message: `assemble` goes by the same field.
    render: render as Renderer['render'],
    close: () => thread.close(),
  };
}

function partsOf(set: TemplateSet, channel: Channel): RenderJob['parts'] | null {
  const text = (source: string) => ({ kind: 'text', source }) as const;
  switch (channel) {
    case 'email':
      return set.email
        ? {
            subject: text(set.email.subject),
            html: { kind: 'mjml', source: set.email.mjml },
            text: text(set.email.text),
          }
        : null;
    case 'sms':
      return set.sms ? { text: text(set.sms.text) } : null;
    case 'push':
      return set.push ? { title: text(set.push.title), body: text(set.push.body) } : null;
    default:
      return assertNever(channel);
  }
}

function assemble({ channel, to, context }: RenderRequest, parts: Readonly<Record<string, string>>): RenderResult {
  const part = (name: string) => parts[name] ?? '';
  switch (channel) {
    case 'email': {
      const subject = shorten(toSingleLine(part('subject')), subjectLengthMax);
      if (subject === '') return renderFailed('render_failed', 'permanent', 'the subject is empty');
      const headers = {
        // RFC 8058: both headers, and the URL takes a POST without cookies.
        'List-Unsubscribe': `<${toSingleLine(context.links.unsubscribeOneClick)}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
      return {
        ok: true,
        message: {
          channel,
          to,
          from: toSingleLine(context.store.from),
          subject,
          html: part('html'),
          text: part('text').trim().concat('\n'),
          headers,
        },
      };
    }
    case 'sms': {
      const text = toGsmLikeness(part('text').trim());
      const segments = smsSegments(text);
      if (text === '') return renderFailed('render_failed', 'permanent', 'the text is empty');
      if (segments > smsSegmentsMax)
        return renderFailed('too_long', 'permanent', `${segments} segments, ${smsSegmentsMax} are allowed`);
      return { ok: true, message: { channel, to, text } };
    }
    case 'push': {
      const title = shorten(toSingleLine(part('title')), pushTitleLengthMax);
      const body = shorten(toSingleLine(part('body')), pushBodyLengthMax);
      if (title === '' || body === '')
        return renderFailed('render_failed', 'permanent', 'the title or the body is empty');
      return { ok: true, message: { channel, to, title, body, url: context.links.restore } };
    }
    default:
      return assertNever(channel);
  }
}
