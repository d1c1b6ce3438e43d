import { directionOf } from '../../domain/locale-choice.ts';
import { englishFooter, footerWordsOf } from '../templates/footer-words.ts';
import { escapeHtml } from './escape-html.ts';
import { forbiddenInHtml, type MarkupProblem } from './forbidden-markup.ts';
import { isolated } from './liquid.ts';
import type { TemplateScope } from './template-scope.ts';
import { textTwin } from './text-twin.ts';

/** What a store's own e-mail became, before the engine has put its own around it. */
export interface OwnEmail {
  readonly html: string;
  /** Null: it is made from the HTML. */
  readonly text: string | null;
  readonly preheader: string;
}

export type Finished =
  | { readonly ok: true; readonly html: string; readonly text: string }
  | { readonly ok: false; readonly problem: MarkupProblem };

/**
 * Puts around a store's own e-mail what each has to have: the language and its direction, both colour schemes, and the foot
 * with the postal address and the way out, in styles that no style sheet of the template can take away.
 */
export function finishEmail({ html, text, preheader }: OwnEmail, locale: string, scope: TemplateScope): Finished {
  const problem = forbiddenInHtml(html);
  if (problem) return { ok: false, problem };
  const [lang, dir] = [escapeHtml(locale), directionOf(locale)];
  const foot = footerOf(locale, scope);
  const end = html.lastIndexOf('</body>');
  const withFoot = `${html.slice(0, end)}${foot.html(dir)}${html.slice(end)}`;
  const inLanguage = changeTag(
    withFoot,
    '<html',
    (tag) => `${tag.replace(/\s(?:lang|dir)="[^"]*"/gi, '').slice(0, -1)} lang="${lang}" dir="${dir}">`,
  ).replace(/<\/head>/i, `${colourSchemes}</head>`);
  const whole = changeTag(inLanguage, '<body', (tag) => tag + (preheader === '' ? '' : hiddenPreheader(preheader)))
    // MJML marks its outermost element too.
    .replace(/\slang="(?:und)?"\sdir="auto"/i, ` lang="${lang}" dir="${dir}"`);
  return { ok: true, html: whole, text: `${(text ?? textTwin(html)).trim()}\n\n${foot.text}` };
}

/** Changes the first tag that begins so, as MJML writes it. */
function changeTag(html: string, opening: '<html' | '<body', change: (tag: string) => string): string {
  const start = html.indexOf(opening);
  const end = html.indexOf('>', start) + 1;
  return start < 0 || end === 0 ? html : html.slice(0, start) + change(html.slice(start, end)) + html.slice(end);
}

const colourSchemes =
  '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">';

function hiddenPreheader(text: string): string {
  return `<div style="display:none;max-height:0;overflow:hidden;opacity:0">${escapeHtml(text)}</div>`;
}

function footerOf(locale: string, { store, links, brand }: TemplateScope) {
  const words = footerWordsOf(locale) ?? englishFooter;
  const address = store.postalAddress === null ? [] : [store.postalAddress];
  const name = isolated(store.name);
  const fixed = fixedIn(brand.quiet);
  const made = brand.madeWith === null ? [] : [brand.madeWith];
  return {
    html: (dir: 'ltr' | 'rtl') =>
      `<div class="engine-foot" dir="${dir}" style="${fixed}padding:24px!important;background-color:${brand.page}!important;text-align:center!important;clear:both!important">` +
      `<p style="${fixed}">${escapeHtml(words.why).replace('{store}', () => `<bdi>${escapeHtml(store.name)}</bdi>`)}</p>` +
      address.map((line) => `<p style="${fixed}padding-top:8px!important">${escapeHtml(line)}</p>`).join('') +
      `<p style="${fixed}padding-top:8px!important"><a href="${escapeHtml(links.unsubscribe)}" target="_blank" style="display:inline!important;visibility:visible!important;opacity:1!important;font-size:13px!important;color:${brand.link}!important;text-decoration:underline!important">${escapeHtml(words.unsubscribe)}</a></p>` +
      made.map((line) => `<p style="${fixed}padding-top:8px!important">${escapeHtml(line)}</p>`).join('') +
      '</div>',
    text: [
      '--',
      words.why.replace('{store}', () => name),
      ...address,
      `${words.unsubscribe}: ${links.unsubscribe}`,
      ...made,
    ].join('\n'),
  };
}

/** Inline and important: stronger than any rule of a style sheet. */
const fixedIn = (colour: string) =>
  `display:block!important;visibility:visible!important;opacity:1!important;position:static!important;height:auto!important;max-height:none!important;margin:0!important;overflow:visible!important;text-indent:0!important;transform:none!important;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif!important;font-size:13px!important;line-height:20px!important;color:${colour}!important;`;
