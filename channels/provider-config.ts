import type { z } from 'zod';
import { type Channel, channels } from '../domain/channel.ts';
import {
  type ConfigProblem,
  type Environment,
  missing,
  readSettings,
  type Setting,
  type SettingValues,
} from '../runtime/setting.ts';
import { choice } from '../runtime/setting-kinds.ts';
import type { Provider } from './provider.ts';
import type { ProviderCallback } from './provider-callback.ts';
import type { ProviderDeps, ProviderSettings, ProviderUnit, ProviderValues } from './provider-unit.ts';

/** Which providers this installation has, and which one sends on each channel unless a store picks another. */
export interface ProvidersConfig {
  readonly defaults: Readonly<Record<Channel, string>>;
  readonly configured: readonly ConfiguredProvider[];
}

/** A unit that has all the settings it needs. They stay inside, so that a printed configuration shows no key. */
export interface ConfiguredProvider extends Pick<ProviderUnit, 'name' | 'channel'> {
  create(deps: ProviderDeps): Provider;
  callback(deps: Pick<ProviderDeps, 'publicUrl'>): ProviderCallback | undefined;
}

/** The section of the choices, shared with the engine's own settings of channels. */
const choicesSection = 'Channels';

/** Words for the choice of a channel, and for the sections of its providers. */
const wordings: Readonly<Record<Channel, { readonly title: string; readonly about: string }>> = {
  email: {
    title: 'E-mail',
    about: 'How e-mail leaves; outbox only keeps it (and says yes to its own opt-in e-mails)',
  },
  sms: { title: 'SMS', about: 'How SMS leaves; outbox only keeps it' },
  push: { title: 'Push', about: 'How push leaves; outbox only keeps it' },
};
const aboutOutbox = 'with embedded servers and HOST on loopback it is shown at /outbox.';

/** Every setting of the providers in the order in which documents show them: the choices, then each provider's own. */
export function providerSettings(units: readonly ProviderUnit[]): readonly Setting[] {
  return [...Object.values(choicesOf(units)), ...units.flatMap((unit) => Object.values(settingsOf(unit)))];
}

/**
 * Reads what the environment says of the providers. A provider without its account does not exist, and that is a problem only
 * where it was chosen.
 */
export function readProvidersConfig(
  units: readonly ProviderUnit[],
  env: Environment,
): { readonly config: ProvidersConfig; readonly problems: readonly ConfigProblem[] } {
  const choices = readSettings(choicesOf(units), env);
  const defaults: Readonly<Partial<Record<Channel, string>>> = choices.values;
  const problems = [...choices.problems];
  const configured: ConfiguredProvider[] = [];
  for (const unit of units) {
    const settings = settingsOf(unit);
    const own = readSettings(settings, env);
    problems.push(...own.problems);
    if (own.problems.length > 0) continue;
    const lacks = Object.entries(unit.settings).filter(([key, { needed }]) => needed && own.values[key] === undefined);
    if (lacks.length === 0) configured.push(configuredProvider(unit, own.values));
    if (defaults[unit.channel] !== unit.name) continue;
    const because = `${choiceVariable(unit.channel)}=${unit.name}`;
    problems.push(...lacks.flatMap(([key]) => (settings[key] ? [missing(settings[key], because)] : [])));
  }
  return { config: { defaults: choices.values, configured }, problems };
}

function configuredProvider(
  unit: ProviderUnit,
  values: SettingValues<Readonly<Record<string, Setting>>>,
): ConfiguredProvider {
  // Each of them was read by the unit's own schema, and those that it needs are there.
  const settings = values as ProviderValues<ProviderSettings>;
  return {
    name: unit.name,
    channel: unit.channel,
    create: (deps) => unit.create(settings, deps),
    callback: (deps) => unit.callback?.(settings, deps),
  };
}

function settingsOf({ channel, title, settings }: ProviderUnit): Readonly<Record<string, Setting>> {
  const section = `${wordings[channel].title}: ${title}`;
  return Object.fromEntries(
    Object.entries(settings).map(([key, { needed: _, secret = false, ...setting }]) => [
      key,
      { ...setting, secret, section },
    ]),
  );
}

function choicesOf(units: readonly ProviderUnit[]): Readonly<Record<Channel, Setting<z.ZodType<string>>>> {
  const [email, sms, push] = channels.map((channel) => choiceOf(channel, units));
  if (!email || !sms || !push) throw new Error('unreachable: a choice is made of each channel');
  return { email, sms, push };
}

/** The first unit of a channel is what it has without any setting; the second serves as an example. */
function choiceOf(channel: Channel, units: readonly ProviderUnit[]): Setting<z.ZodType<string>> {
  const [fallback, ...others] = units.filter((unit) => unit.channel === channel).map(({ name }) => name);
  if (fallback === undefined) throw new Error(`no provider is listed for the channel ${channel}`);
  return {
    env: choiceVariable(channel),
    section: choicesSection,
    about: `${wordings[channel].about}; ${aboutOutbox}`,
    example: others[0] ?? fallback,
    secret: false,
    ...choice([fallback, ...others], fallback),
  };
}

function choiceVariable(channel: Channel): string {
  return `${channel.toUpperCase()}_PROVIDER`;
}
