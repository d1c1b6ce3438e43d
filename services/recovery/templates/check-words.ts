import type { TemplateContent } from '../../../domain/template.ts';
import { partsWritten, type TemplateFinding, templateFinding } from '../../../domain/template-finding.ts';
import { replaceBetween } from '../../../domain/text-between.ts';

/** Words that filters count, in the languages in which they are known best. */
const spamWords =
  /(?<![\p{L}\d])(?:100\s?% free|act now|as seen on|buy direct|cash bonus|click here|congratulations|double your|earn (?:extra )?cash|free (?:gift|money)|guaranteed|hurry|last chance|limited time|lowest price|no obligation|once in a lifetime|risk[- ]free|special promotion|urgent|winner|you have won|gratis|gewonnen|gewinner|jetzt zuschlagen|klicken sie hier|letzte chance|nur heute|schnell sein|garantiert|dringend|100\s?% kostenlos)(?![\p{L}\d])/giu;
const shouting = /!{2,}|(?<!\p{L})\p{Lu}{4,}(?:\s+\p{Lu}{4,})+/gu;
const link = /href\s*=\s*["'](https?:\/\/[^"'{]*)/gi;
const picture = /<(?:mj-image|img)\b((?:"[^"]*"|'[^']*'|[^'"<>])*)>/gi;
/** Told of one part. */
const toldMax = 10;

/** What filters and readers would dislike in the words of a template, at its place. */
export function checkWords({ variants }: TemplateContent, storeUrl: string | null): readonly TemplateFinding[] {
  return variants.flatMap(({ locale, ...variant }) => {
    const parts = partsWritten(variant);
    return [
      ...parts.flatMap(([part, source]) => {
        const at = (code: TemplateFinding['code'], index: number, detail: string) =>
          templateFinding(code, { locale, part, ...placeOf(source, index), detail });
        // Names of elements and of Liquid are no words of the message; what they are replaced by keeps every place.
        const words = [['{{', '}}'] as const, ['{%', '%}'] as const, ['<', '>'] as const].reduce(
          (text, [open, close]) => replaceBetween(text, open, close, (whole) => ' '.repeat(whole.length)),
          source,
        );
        return [
          ...[...words.matchAll(spamWords)].map((found) => at('spam_words', found.index, found[0])),
          ...[...words.matchAll(shouting)].map((found) => at('shouting', found.index, found[0])),
          ...(part === 'email.mjml'
            ? [
                ...[...source.matchAll(link)]
                  .filter(([, url = '']) => !isOfShop(url, storeUrl))
                  .map((found) => at('link_outside', found.index, hostOf(found[1] ?? ''))),
                ...[...source.matchAll(picture)]
                  .filter(([, attributes = '']) => !/\salt\s*=/i.test(attributes))
                  .map((found) => at('picture_without_text', found.index, found[0].slice(0, 40))),
              ]
            : []),
        ].slice(0, toldMax);
      }),
      ...(['email.mjml', 'sms.text'] as const).flatMap((part) => {
        const source = parts.find(([name]) => name === part)?.[1];
        return source === undefined || source.includes('links.restore')
          ? []
          : [templateFinding('no_way_back', { locale, part, detail: '{{ links.restore }}' })];
      }),
    ];
  });
}

function placeOf(source: string, index: number): { readonly line: number; readonly column: number } {
  const before = source.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url.slice(0, 60);
}

/** The shop's own host, or one below it. */
function isOfShop(url: string, storeUrl: string | null): boolean {
  if (storeUrl === null || !URL.canParse(url)) return false;
  const [host, shop] = [new URL(url).hostname, new URL(storeUrl).hostname.replace(/^www\./, '')];
  return host === shop || host.endsWith(`.${shop}`);
}
