import { z } from '@hono/zod-openapi';
import { parseDocument, stringify } from 'yaml';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/duration.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type CampaignKey, readCampaign } from './campaign.ts';
import { campaignInput } from './campaign-input.ts';
import { readVersion } from './versions.ts';

/**
 * Campaigns as files that people keep beside their code: YAML with the names of the API, where what is not set is left out and
 * a duration is written as `90m`. Ids of steps stay, so a file that goes out and comes back is the same campaign.
 *
 * @example
 * format: 1
 * name: Cart reminder
 * rules:
 *   - id: touch-1
 *     trigger: cart_abandoned
 *     delay: 1h
 *     channel: email
 *     template: cart-reminder-1
 */

/** Grows when an older file could be misread. */
const fileFormat = 1;
export const fileCharactersMax = 200_000;

/** Names of durations in files, by their names in the API. */
const durationNames = new Map([
  ['ms', 'duration'],
  ['delayMs', 'delay'],
  ['withinMs', 'within'],
  ['staleAfterMs', 'staleAfter'],
]);
const apiNames = new Map([...durationNames].map(([api, file]) => [file, api]));
/** Largest first. */
const units = [
  ['d', dayMs],
  ['h', hourMs],
  ['m', minuteMs],
  ['s', 1_000],
  ['ms', 1],
] as const;

export function toCampaignFile({ name, rules, flow }: CampaignContent & { readonly name: string }): string {
  return stringify({ format: fileFormat, name, ...(flow ? { flow: toFile(flow) } : { rules: toFile(rules) }) });
}

const fileSchema = z.strictObject({
  format: z.literal(fileFormat, `must be ${fileFormat}: this engine reads no other format`),
  ...campaignInput.shape,
});

/** What a file says. */
export type CampaignFileContent = z.output<typeof campaignInput>;

/** Throws `invalid` for what is no campaign, by the place in the file. */
export function fromCampaignFile(text: string): CampaignFileContent {
  // An alias stands for a copy: a short text of them could be of any size.
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: true });
  const [problem] = document.errors;
  if (problem)
    throw new ServiceError('invalid', `The file is no YAML: ${firstLine(problem.message)}`, { path: 'text' });
  const { format: _, ...content } = readInput(fileSchema, fromFile(plainValueOf(document), ''));
  return readInput(campaignInput, content);
}

function plainValueOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw new ServiceError('invalid', 'The file must not have aliases (*name).', { path: 'text' });
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}

/** A way that everybody goes is one without conditions, and not one that nobody wrote. */
const saidWhenEmpty: ReadonlySet<string> = new Set(['when']);

/** What is not set, or is empty as it would be without being set, is left out. */
function toFile(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toFile);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      if (inner === null || inner === undefined) return [];
      const duration = durationNames.get(name);
      if (duration !== undefined && typeof inner === 'number') return [[duration, toDuration(inner)]];
      const kept = toFile(inner);
      return isEmpty(kept) && !saidWhenEmpty.has(name) ? [] : [[name, kept]];
    }),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function fromFile(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((inner, index) => fromFile(inner, `${path}${index}.`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const api = apiNames.get(name);
      return api === undefined ? [name, fromFile(inner, `${path}${name}.`)] : [api, fromDuration(inner, path + name)];
    }),
  );
}

function toDuration(ms: number): string {
  const [unit, size] = units.find(([, each]) => ms % each === 0) ?? ['ms', 1];
  return `${ms === 0 ? 0 : ms / size}${ms === 0 ? 'm' : unit}`;
}

function fromDuration(text: unknown, path: string): number {
  const [, count, unit] = /^(\d{1,12})(d|h|m|s|ms)$/.exec(String(text)) ?? [];
  const size = units.find(([name]) => name === unit)?.[1];
  if (count === undefined || size === undefined)
    throw new ServiceError('invalid', 'must be a duration: a number and d, h, m, s or ms, e.g. 90m', { path });
  return Number(count) * size;
}

const readInputSchema = z.object({ text: z.string().min(1).max(fileCharactersMax) });

/** Reads a file as a campaign without keeping it: what it says can be checked, saved as a draft or created. */
export function readCampaignFile({
  actor,
  storeId,
  ...given
}: {
  readonly actor: Actor;
  readonly storeId: string;
  readonly text: string;
}): CampaignFileContent {
  requirePermission(actor, 'campaigns:read', storeId);
  return fromCampaignFile(readInput(readInputSchema, given).text);
}

/** The file of a version; null: of the newest one. */
export async function writeCampaignFile(
  database: Pick<Database, 'app'>,
  { storeId, campaignId, version }: CampaignKey & { readonly version: number | null },
): Promise<string> {
  const key = { storeId, campaignId: readInput(idSchema, campaignId) };
  return withStore(database, storeId, async (tx) => {
    const { name, ...newest } = await readCampaign(tx, key, { lock: false });
    return toCampaignFile({
      name,
      ...(version === null ? newest : await readVersion(tx, { ...key, version, path: 'version' })),
    });
  });
}
