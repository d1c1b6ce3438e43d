import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { channels } from '../../domain/channel.ts';
import type { TemplateList, TemplateSet, TemplateSource } from './template-set.ts';

const folder = fileURLToPath(new URL('../templates/', import.meta.url));

/**
 * The templates that come with the engine, read once: a folder of `channels/templates/` each, with the files that
 * `TemplateSet` names. `[[shared/…]]` puts in another file of the templates folder.
 */
export function createBuiltInTemplates(): TemplateSource & TemplateList {
  const sets = new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
      .map((entry): [string, TemplateSet] => [entry.name, readSet(entry.name)]),
  );
  return {
    find: async (template) => sets.get(template) ?? null,
    list: async () => [...sets].map(([name, set]) => ({ name, channels: channels.filter((channel) => set[channel]) })),
  };
}

function readSet(name: string): TemplateSet {
  const part = (file: string) => read(join(name, file));
  return {
    email: { subject: part('email.subject.liquid'), mjml: part('email.mjml.liquid'), text: part('email.txt.liquid') },
    sms: { text: part('sms.liquid') },
    push: { title: part('push.title.liquid'), body: part('push.body.liquid') },
  };
}

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8').replace(/\[\[(shared\/[a-z.-]+)\]\]/g, (_marker, shared: string) =>
    read(shared).trimEnd(),
  );
}
