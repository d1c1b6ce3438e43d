import type { EmailMessage } from '../../../channels/provider.ts';
import { escapeHtml } from '../../../channels/render/escape-html.ts';
import { plainPalettes } from '../../../domain/brand/colours.ts';
import type { ShownBrand } from '../../../domain/brand/shown-brand.ts';
import { dayMs } from '../../../domain/duration.ts';
import { toSingleLine } from '../../../domain/single-line.ts';
import { optInLimits } from './limits.ts';

/**
 * Asks an address whether it wants reminders. It goes to whoever somebody typed in, so it holds nothing that came from a
 * browser: no names, no goods, no pictures of them, and no link but the one to answer.
 */
export function confirmationMail({
  to,
  from,
  storeName,
  url,
  brand,
}: {
  readonly to: string;
  readonly from: string;
  readonly storeName: string;
  readonly url: string;
  /** How the store is shown; absent: as it comes. */
  readonly brand?: ShownBrand;
}): EmailMessage {
  const store = toSingleLine(storeName);
  const paragraphs = [
    `This address was entered at ${store}, with a yes to reminders by e-mail.`,
    `Was it you? Then please confirm it within ${optInLimits.linkMs / dayMs} days:`,
  ];
  const otherwise = 'Was it not you? Then do nothing: without your answer there will be no reminders.';
  const made = brand?.madeWith ? [brand.madeWith] : [];
  const { background, text, link } = (brand?.palettes ?? plainPalettes).light;
  const inHtml = (words: string) => `<p>${escapeHtml(words)}</p>`;
  return {
    channel: 'email',
    to,
    from,
    subject: `Please confirm: reminders from ${store}`,
    text: [...paragraphs, url, otherwise, ...made, ''].join('\n\n'),
    html: [
      '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Please confirm</title></head>',
      `<body style="font:16px/1.5 sans-serif;background-color:${background};color:${text}">`,
      brand?.logo ? `<p><img src="${escapeHtml(brand.logo.light)}" alt="${escapeHtml(store)}" height="40"></p>` : '',
      ...paragraphs.map(inHtml),
      `<p><a href="${escapeHtml(url)}" style="color:${link}">Answer here</a></p>`,
      ...[otherwise, ...made].map(inHtml),
      '</body></html>',
    ].join(''),
    headers: {},
  };
}
