import { escapeHtml } from '../../../channels/render/escape-html.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { DraftTexts } from '../../../domain/drafts/guidance.ts';
import type { TemplateVariant } from '../../../domain/template.ts';
import { replaceBetween } from '../../../domain/text-between.ts';

/**
 * Puts checked texts into the blocks of a variant: the words are the model's, everything that does something (goods, prices,
 * the way back, the way out) is ours. Channels that no text was asked for stay as they are.
 */
export function variantOf(
  texts: DraftTexts,
  {
    locale,
    channels,
    frame,
    before,
  }: {
    readonly locale: string;
    readonly channels: readonly Channel[];
    /** Of an e-mail, with places for its words. */
    readonly frame: string;
    readonly before: TemplateVariant | undefined;
  },
): TemplateVariant {
  const text = (part: keyof DraftTexts) => texts[part] ?? '';
  return {
    ...before,
    locale,
    ...(channels.includes('email') && {
      email: {
        subject: inLiquid(text('subject')),
        preheader: inLiquid(text('preheader')),
        mjml: replaceBetween(
          frame,
          '<mj-title>',
          '</mj-title>',
          () => `<mj-title>${inMarkup(text('subject'))}</mj-title>`,
        )
          .replaceAll('[[lang]]', () => locale)
          .replaceAll('[[headline]]', () => inMarkup(text('headline')))
          .replaceAll('[[body]]', () => paragraphs(text('body')))
          .replaceAll('[[button]]', () => inMarkup(text('button'))),
      },
    }),
    ...(channels.includes('sms') && {
      sms: {
        text: `{{ store.name }}: ${inLiquid(text('sms'))} {{ links.restore }} {{ optOut }}`,
      },
    }),
    ...(channels.includes('push') && {
      push: { title: inLiquid(text('push_title')), body: inLiquid(text('push_body')) },
    }),
  };
}

function paragraphs(text: string): string {
  return text
    .split('\n')
    .map((line) => `<mj-text padding="8px 24px 8px">${inMarkup(line)}</mj-text>`)
    .join('\n        ');
}

/** Braces would be Liquid. The check refuses them: this is for whatever it does not know. */
function inMarkup(text: string): string {
  return escapeHtml(text).replace(/[{}]/g, (brace) => `&#${brace.charCodeAt(0)};`);
}

function inLiquid(text: string): string {
  return text.replace(/[{}]/g, '').replace(/\s+/g, ' ');
}
