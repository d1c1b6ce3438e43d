import type { Channel } from '../../domain/channel.ts';
import type { Who } from '../../events/event.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Somebody who visits the demo shop. Nobody real: names are invented, addresses reach no one (RFC 2606, 555-01xx). */
export interface Shopper {
  readonly number: number;
  readonly anonymousId: string;
  /** Null: she never says who she is. */
  readonly known: KnownShopper | null;
}

export interface KnownShopper {
  readonly who: Who;
  readonly firstName: string;
  readonly locale: string;
  readonly country: string;
  readonly timeZone: string;
  readonly consents: readonly { readonly channel: Channel; readonly status: 'granted' | 'denied' }[];
}

const firstNames = [
  'Ada',
  'Ben',
  'Carla',
  'David',
  'Elif',
  'Felix',
  'Greta',
  'Hana',
  'Ivo',
  'Jana',
  'Karim',
  'Lena',
  'Mira',
  'Nils',
  'Olga',
  'Paul',
  'Rosa',
  'Sami',
  'Tara',
  'Vera',
] as const;
const homes = [
  { locale: 'en-IE', country: 'IE', timeZone: 'Europe/Dublin' },
  { locale: 'en-NL', country: 'NL', timeZone: 'Europe/Amsterdam' },
  { locale: 'de-AT', country: 'AT', timeZone: 'Europe/Vienna' },
  { locale: 'de-DE', country: 'DE', timeZone: 'Europe/Berlin' },
] as const;

const chances = {
  anonymous: 0.25,
  emailGranted: 0.7,
  emailDenied: 0.15,
  phone: 0.5,
  smsGranted: 0.6,
  push: 0.3,
  pushGranted: 0.8,
} as const;
/** Area codes from 200 with 100 fictional numbers each. */
const phonesMax = 80_000;

/** `run` keeps the shoppers of different starts apart; `number` counts the shoppers of one. */
export function inventShopper(
  random: SeededRandom,
  run: string,
  number: number,
  options: { readonly eager?: boolean } = {},
): Shopper {
  const anonymousId = `device-${run}-${number}`;
  if (!options.eager && random.chance(chances.anonymous)) return { number, anonymousId, known: null };
  const firstName = random.pick(firstNames);
  const hasPhone = options.eager || random.chance(chances.phone);
  const hasPush = options.eager || random.chance(chances.push);
  return {
    number,
    anonymousId,
    known: {
      who: {
        anonymousId,
        customerId: `customer-${run}-${number}`,
        email: `${firstName.toLowerCase()}.${run}.${number}@shopper.example`,
        phone: hasPhone ? phoneOf(run, number) : undefined,
        pushToken: hasPush ? `demo-device-token-${run}-${number}` : undefined,
      },
      firstName,
      ...random.pick(homes),
      consents: options.eager ? granted('email', 'sms', 'push') : consentsOf(random, hasPhone, hasPush),
    },
  };
}

function consentsOf(random: SeededRandom, hasPhone: boolean, hasPush: boolean): KnownShopper['consents'] {
  const email = random.next();
  return [
    ...(email < chances.emailGranted
      ? granted('email')
      : email < chances.emailGranted + chances.emailDenied
        ? [{ channel: 'email', status: 'denied' } as const]
        : []),
    ...(hasPhone && random.chance(chances.smsGranted) ? granted('sms') : []),
    ...(hasPush && random.chance(chances.pushGranted) ? granted('push') : []),
  ];
}

function granted(...channels: readonly Channel[]): KnownShopper['consents'] {
  return channels.map((channel) => ({ channel, status: 'granted' }));
}

/** Starts of the demo begin at different places of the number space, so that no two shoppers share a phone. */
function phoneOf(run: string, number: number): string {
  const place =
    ([...run].reduce((sum, letter) => (sum * 36 + Number.parseInt(letter, 36)) % phonesMax, 7) + number) % phonesMax;
  return `+1${200 + Math.floor(place / 100)}55501${String(place % 100).padStart(2, '0')}`;
}
