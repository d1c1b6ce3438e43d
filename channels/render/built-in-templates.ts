import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { channels } from '../../domain/channel.ts';
import type { TemplateContent } from '../../domain/template.ts';
import { replaceBetween } from '../../domain/text-between.ts';
import type { TemplateList, TemplateSet, TemplateSource } from './template-set.ts';

const folder = fileURLToPath(new URL('../templates/', import.meta.url));

export interface BuiltInTemplates extends TemplateSource, TemplateList {
  /** What a store's own template begins with: a built-in one without what the engine puts around each of a store's own. */
  copy(name: string): TemplateContent | null;
  /** MJML of an e-mail with `[[lang]]`, `[[headline]]`, `[[body]]` and `[[button]]` in the places of its words. */
  readonly frame: string;
}

/**
 * The templates that come with the engine, read once: a folder of `channels/templates/` each, with the files that
 * `TemplateSet` names. `[[shared/…]]` puts in another file of the templates folder.
 */
export function createBuiltInTemplates(): BuiltInTemplates {
  const sets = new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
      .map((entry): [string, TemplateSet] => [entry.name, readSet(entry.name)]),
  );
  return {
    find: async (template) => sets.get(template) ?? null,
    frame: read('shared/drafted.mjml', forCopy),
    copy: (name) => (sets.has(name) ? copyOf(readSet(name, forCopy)) : null),
    list: async () => [...sets].map(([name, set]) => ({ name, channels: channels.filter((channel) => set[channel]) })),
  };
}

const asIs = (text: string) => text;
const forCopy = (text: string) =>
  replaceBetween(text.replace(/^ *\[\[shared\/footer\.\w+\]\]\n?/gm, ''), '<mj-raw>', '</mj-raw>', leftOut)
    .split('\n')
    .filter((line) => line.trim() !== leftOut)
    .join('\n');
/** Where something of a copy is not: on a line of its own, it leaves none behind. */
const leftOut = '\u0000';

function readSet(name: string, adapt = asIs) {
  const part = (file: string) => read(join(name, file), adapt);
  return {
    email: { subject: part('email.subject.liquid'), mjml: part('email.mjml.liquid'), text: part('email.txt.liquid') },
    sms: { text: part('sms.liquid') },
    push: { title: part('push.title.liquid'), body: part('push.body.liquid') },
  };
}

/** Its plain text is made of the e-mail, so that a translation of one is never forgotten in the other. */
function copyOf({ email: { subject, mjml }, ...others }: ReturnType<typeof readSet>): TemplateContent {
  const [line, preheader] = /^ *<mj-preview>(.*)<\/mj-preview>\n/m.exec(mjml) ?? [];
  const email = { subject: subject.trim(), mjml: line === undefined ? mjml : mjml.replace(line, '') };
  return { variants: [{ locale: 'en', email: { ...email, ...(preheader && { preheader }) }, ...others }] };
}

function read(path: string, adapt: (text: string) => string): string {
  return adapt(readFileSync(join(folder, path), 'utf8')).replace(
    /\[\[(shared\/[a-z.-]+)\]\]/g,
    (_marker, shared: string) => read(shared, adapt).trimEnd(),
  );
}
