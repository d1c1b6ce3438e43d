import type { paths } from '../../../api/client.ts';
import { readDuration } from '../duration.ts';

export type StoreSettings = paths['/v1/store']['get']['responses'][200]['content']['application/json'];
export type StoreChange = NonNullable<paths['/v1/store']['patch']['requestBody']>['content']['application/json'];
/** What this form is about. */
export type SendingSettings = Pick<
  StoreSettings,
  | 'quietHours'
  | 'countryRules'
  | 'capMessages'
  | 'capMessagesOfAll'
  | 'capPeriodMs'
  | 'capAction'
  | 'softOptIn'
  | 'doubleOptInCountries'
>;

export const channels = ['email', 'sms', 'push'] as const;

/** What differs from what was loaded: somebody else's change of another field is not undone by saving. */
export function sendingChange(settings: SendingSettings, values: Readonly<Record<string, string>>): StoreChange {
  const ofAll = values['capMessagesOfAll'] ?? '';
  const wanted: SendingSettings = {
    quietHours: quietHoursOf(values),
    countryRules: values['countryRules'] === 'off' ? 'off' : 'by_country',
    capMessages: Number(values['capMessages']),
    capMessagesOfAll: ofAll === '' ? null : Number(ofAll),
    capPeriodMs: readDuration(values, 'capPeriodMs') ?? settings.capPeriodMs,
    capAction: values['capAction'] === 'postpone' ? 'postpone' : 'skip',
    ...(values['basis'] === 'on' ? basisOf(values) : settingsOfBasis(settings)),
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(settings[name as keyof SendingSettings]),
    ),
  );
}

function settingsOfBasis({ softOptIn, doubleOptInCountries }: SendingSettings) {
  return { softOptIn, doubleOptInCountries };
}

function basisOf(
  values: Readonly<Record<string, string>>,
): Pick<SendingSettings, 'softOptIn' | 'doubleOptInCountries'> {
  const countries = chosen(values, 'softOptIn.');
  const objectionOfferedSince = values['softOptIn.since'] ?? '';
  return {
    softOptIn: countries.length === 0 ? null : { countries, objectionOfferedSince },
    doubleOptInCountries: chosen(values, 'doubleOptIn.'),
  };
}

/** In one order, whatever the order on the page. */
function chosen(values: Readonly<Record<string, string>>, prefix: string): string[] {
  return Object.keys(values)
    .filter((name) => name.startsWith(prefix) && values[name] === 'on')
    .map((name) => name.slice(prefix.length))
    .toSorted();
}

/** Quiet hours without a channel are none. */
function quietHoursOf(values: Readonly<Record<string, string>>): StoreSettings['quietHours'] {
  const named = channels.filter((channel) => values[`quiet.${channel}`] === 'on');
  if (values['quiet'] !== 'on' || named.length === 0) return null;
  return { from: values['quiet.from'] ?? '', until: values['quiet.until'] ?? '', channels: named };
}
