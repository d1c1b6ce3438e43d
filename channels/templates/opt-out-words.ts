import { assertNever } from '../../domain/assert-never.ts';
import { chooseLocale } from '../../domain/locale-choice.ts';
import type { WayOut } from '../../domain/phone/way-out.ts';

/** How an SMS says its way out; `{link}` is the page of its message. */
interface OptOutWords {
  readonly answer: string;
  readonly link: string;
}

const english: OptOutWords = { answer: 'Reply STOP to opt out', link: 'Opt out: {link}' };
const words: Readonly<Record<string, OptOutWords>> = {
  en: english,
  de: { answer: 'Antwort STOP zum Abmelden', link: 'Abmelden: {link}' },
  fr: { answer: 'Répondez STOP pour ne plus en recevoir', link: 'Ne plus en recevoir : {link}' },
  es: { answer: 'Responda STOP para no recibir más', link: 'Para no recibir más: {link}' },
  it: { answer: 'Rispondi STOP per non riceverne più', link: 'Per non riceverne più: {link}' },
  nl: { answer: 'Antwoord STOP om af te melden', link: 'Afmelden: {link}' },
};

/** The words in the language of the SMS; in English where there are none in it. `way` of the kind `none`: nothing. */
export function optOutText(way: WayOut, { locale, link }: { readonly locale: string; readonly link: string }): string {
  const found = chooseLocale(Object.keys(words), [locale]);
  const said = (found === null ? undefined : words[found]) ?? english;
  switch (way.kind) {
    case 'answer':
      return said.answer;
    case 'link':
      return said.link.replace('{link}', () => link);
    case 'stop_number':
      return `STOP ${way.number}`;
    case 'none':
      return '';
    default:
      return assertNever(way);
  }
}
