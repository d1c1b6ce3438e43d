import { escapeHtml } from '../../channels/render/escape-html.ts';
import type { ShownBrand } from '../../domain/brand/shown-brand.ts';
import { senderOf } from '../messaging/messages/sender-of.ts';

interface WrittenMail {
  readonly text: string;
  readonly html: string;
}

/** Who a mail about an account is from: the installation under the name that it goes by. */
export function senderOfBrand({ name }: Pick<ShownBrand, 'name'>, from: string): string {
  return senderOf({ senderName: name }, from);
}

/**
 * The mail as the installation shows itself: its logo or name, its colours, where to ask, and by what it is made. Where nothing of
 * that was said it stays as plain as it comes. `html` is a fragment of ours, in which every value is escaped.
 */
export function inBrand<Mail extends WrittenMail>(mail: Mail, brand: ShownBrand): Mail {
  const { name, logo, ownColours, madeWith } = brand;
  const help = brand.supportUrl ?? brand.supportEmail;
  if (name === null && logo === null && !ownColours && help === null && madeWith === null) return mail;
  const foot = [name, help, madeWith].filter((line) => line !== null);
  return {
    ...mail,
    text: foot.length === 0 ? mail.text : `${mail.text}\n--\n${foot.join('\n')}\n`,
    html: sheet(mail.html, brand),
  };
}

function sheet(html: string, brand: ShownBrand): string {
  const { page, background, text, quiet, line, link } = brand.palettes.light;
  const help = helpLink(brand);
  const foot = [help, brand.madeWith && escapeHtml(brand.madeWith)].filter((part) => part !== null);
  return [
    `<div style="padding:24px 12px;background:${page};font-family:sans-serif">`,
    `<div style="max-width:560px;margin:0 auto;padding:24px;border:1px solid ${line};background:${background};color:${text}">`,
    headOf(brand),
    withColour(html, link),
    '</div>',
    foot.length === 0 ? '' : `<p style="text-align:center;color:${quiet}">${withColour(foot.join(' · '), link)}</p>`,
    '</div>',
  ].join('');
}

function headOf({ logo, name }: ShownBrand): string {
  const title = escapeHtml(name ?? '');
  if (logo)
    return `<p><img src="${escapeHtml(logo.light)}" alt="${title}" style="max-width:240px;max-height:48px"></p>`;
  return name === null ? '' : `<p><strong>${title}</strong></p>`;
}

function helpLink({ supportUrl, supportEmail }: ShownBrand): string | null {
  if (supportUrl !== null) return `<a href="${escapeHtml(supportUrl)}">Help</a>`;
  if (supportEmail !== null) return `<a href="mailto:${escapeHtml(supportEmail)}">Help</a>`;
  return null;
}

/** A style sheet is taken out by many mail programs, and their own blue cannot be read on every ground. */
function withColour(html: string, colour: string): string {
  return html.replaceAll('<a href=', `<a style="color:${colour}" href=`);
}
