import { assertNever } from '../../domain/assert-never.ts';
import type { Channel } from '../../domain/channel.ts';
import { chooseLocale } from '../../domain/locale-choice.ts';
import { bySms, type Carriage } from '../../domain/phone/carrier.ts';
import { namesWayOut, type WayOut } from '../../domain/phone/way-out.ts';
import { shorten, toSingleLine } from '../../domain/single-line.ts';
import type { TemplateContent, TemplateVariant } from '../../domain/template.ts';
import type { RenderRequest } from '../message-context.ts';
import type { CarriedBy, MessageOf, OutgoingMessage } from '../provider.ts';
import type { CheckJob, CheckResult } from './check-sources.ts';
import { variableParts, variablesOf } from './content-variables.ts';
import { type RenderError, renderFailed } from './render-error.ts';
import type { RenderJob } from './render-parts.ts';
import { createRenderThread, type RenderThreadOptions } from './render-thread.ts';
import { smsSegmentsMax } from './sms-name.ts';
import { smsSegments, toGsmLikeness } from './sms-segments.ts';
import { linesShownMax, ownLinesShownMax, templateScope } from './template-scope.ts';
import type { TemplateSet, TemplateSource } from './template-set.ts';

/** Turns a cart and a template into the message that goes out; the one way for previews, tests and sends. */
export interface Renderer {
  render<C extends Channel>(request: RenderRequest<C>): Promise<RenderResult<MessageOf<C>>>;
  /** Looks at a store's own template without making a message of it: what is wrong, and where. */
  check(job: CheckJob): Promise<CheckResult>;
  /** Ends the render thread; renders under way fail as `retry`. */
  close(): Promise<void>;
}
export type RenderResult<M extends OutgoingMessage = OutgoingMessage> =
  | { readonly ok: true; readonly message: M }
  | { readonly ok: false; readonly error: RenderError };

const subjectLengthMax = 150;
const pushTitleLengthMax = 65;
const pushBodyLengthMax = 240;

/** Gmail shows no more of an e-mail, in bytes of its HTML: what stands below, with the way out, would be cut off. */
export const emailHtmlBytesMax = 102_000;
/** How many lines of the cart an e-mail shows, from the first that fits. */
const linesTried = [ownLinesShownMax, linesShownMax, 3, 1] as const;

export function createRenderer(options: { readonly templates: TemplateSource } & RenderThreadOptions): Renderer {
  const thread = createRenderThread(options);

  async function find({ template, storeId, edited }: RenderRequest): Promise<ReturnType<TemplateSource['find']>> {
    return edited ?? options.templates.find(template, storeId ?? null);
  }

  async function render(request: RenderRequest): Promise<RenderResult> {
    if (request.context.cart.lines.length === 0)
      return renderFailed('empty_cart', 'permanent', 'a message about an empty cart is never sent');
    // Nothing has been sent yet: what cannot be read now can be read later.
    const set = await find(request).catch(() => 'away' as const);
    if (set === 'away') return renderFailed('templates_away', 'retry', 'the templates cannot be read now');
    const chosen = set && chooseParts(set, request);
    if (!chosen)
      return renderFailed(
        'unknown_template',
        'permanent',
        `no template ${JSON.stringify(request.template)} for ${request.channel}`,
      );
    return renderFitting(request, chosen);
  }

  /** Shows fewer lines of a cart until the e-mail is one that is shown whole. */
  async function renderFitting(request: RenderRequest, { parts, locale }: ChosenParts): Promise<RenderResult> {
    let bytes = 0;
    for (const linesMax of linesTried) {
      if (linesMax > (locale === null || request.channel !== 'email' ? linesShownMax : ownLinesShownMax)) continue;
      const scope = templateScope(request.context, { linesMax, writtenIn: locale ?? undefined });
      const result = await thread.run({
        parts: { ...parts, ...variableParts(request.carriage) },
        scope,
        ownIn: locale,
      });
      if (!result.ok) return result;
      bytes = Buffer.byteLength(result.parts['html'] ?? '');
      if (bytes <= emailHtmlBytesMax) return assemble(request, result.parts);
    }
    return renderFailed('too_large', 'permanent', `${bytes} bytes of HTML, ${emailHtmlBytesMax} are shown whole`);
  }

  return {
    // A request for one channel yields that channel's message: `assemble` goes by the same field.
    render: render as Renderer['render'],
    check: (job) => thread.check(job),
    close: () => thread.close(),
  };
}

interface ChosenParts {
  readonly parts: RenderJob['parts'];
  /** The language of a store's own template; null: a built-in one. */
  readonly locale: string | null;
}

/** The whole message is in one language: that of the first variant that the person reads and that has this channel. */
function chooseParts(set: TemplateSet | TemplateContent, { channel, context }: RenderRequest): ChosenParts | null {
  if (!('variants' in set)) {
    const parts = partsOf(set, channel);
    return parts && { parts, locale: null };
  }
  const written = set.variants.filter((variant) => variant[channel] !== undefined);
  const locale = chooseLocale(
    written.map((variant) => variant.locale),
    [context.customer.locale, context.store.locale],
  );
  const variant = written.find((one) => one.locale === locale) ?? written[0];
  const parts = variant && partsOf(variant, channel);
  return variant && parts ? { parts, locale: variant.locale } : null;
}

function partsOf(set: Omit<TemplateVariant, 'locale'>, channel: Channel): RenderJob['parts'] | null {
  const text = (source: string) => ({ kind: 'text', source }) as const;
  switch (channel) {
    case 'email':
      return set.email
        ? {
            subject: text(set.email.subject),
            html: { kind: 'mjml', source: set.email.mjml },
            ...(set.email.text === undefined ? {} : { text: text(set.email.text) }),
            ...(set.email.preheader === undefined ? {} : { preheader: text(set.email.preheader) }),
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

function assemble(
  { channel, to, carriage = bySms, segmentsMax = smsSegmentsMax, context }: RenderRequest,
  parts: Readonly<Record<string, string>>,
): RenderResult {
  const part = (name: string) => parts[name] ?? '';
  switch (channel) {
    case 'email': {
      const subject = shorten(toSingleLine(part('subject')), subjectLengthMax);
      if (subject === '') return renderFailed('render_failed', 'permanent', 'the subject is empty');
      const headers = {
        // RFC 8058: both headers, and the URL takes a POST without cookies. Some mail programs know the address only.
        'List-Unsubscribe': [unsubscribeMailUrl(context.links.unsubscribeMail), context.links.unsubscribeOneClick]
          .flatMap((url) => (url === undefined ? [] : `<${toSingleLine(url)}>`))
          .join(', '),
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        ...(context.links.reply === undefined ? {} : { 'Reply-To': toSingleLine(context.links.reply) }),
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
      if (segments > segmentsMax)
        return renderFailed('too_long', 'permanent', `${segments} segments, ${segmentsMax} are allowed`);
      if (context.wayOut && !namesWayOut(text, context.wayOut, context.links.unsubscribe))
        return renderFailed('no_way_out', 'permanent', noWayOut[context.wayOut.kind]);
      const by = carriedBy(carriage, parts, text);
      if (by === 'empty_variable')
        return renderFailed(by, 'permanent', 'nothing is known of this cart for a variable of the vendor’s template');
      return { ok: true, message: { channel, to, text, ...(by ? { by } : {}) } };
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

/** For whoever wrote the text, or chose its sender. */
const noWayOut: Readonly<Record<WayOut['kind'], string>> = {
  answer: '',
  link: 'the sender cannot be answered, and the text names no other way out: {{ optOut }}',
  stop_number: 'the sender cannot be answered, and the text does not name the number that takes a STOP: {{ optOut }}',
  none: 'the sender cannot be answered, and where this number is there is no other way out',
};

function unsubscribeMailUrl(address: string | undefined): string | undefined {
  return address === undefined ? undefined : `mailto:${address}?subject=unsubscribe`;
}

function carriedBy(
  carriage: Carriage,
  parts: Readonly<Record<string, string>>,
  text: string,
): CarriedBy | undefined | 'empty_variable' {
  if (carriage.kind === 'sms') return undefined;
  const { carrier } = carriage;
  if (carriage.kind === 'text') return { carrier, content: null };
  const variables = variablesOf(carriage, parts, text);
  return variables ? { carrier, content: { sid: carriage.contentSid, variables } } : 'empty_variable';
}
