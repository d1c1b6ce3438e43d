import { z } from 'zod';
import type { SettingKind } from './setting-kinds.ts';

/** An app for Android, with the certificates that sign it. */
export interface AndroidApp {
  readonly packageName: string;
  /** SHA-256, as `keytool` prints them: 32 pairs of hexadecimal digits between colons. */
  readonly fingerprints: readonly string[];
}

const appsMax = 20;
const appleApp = /^[A-Z0-9]{10}\.[A-Za-z0-9.-]{1,155}$/;
const androidApp = /^([A-Za-z][\w.]{1,254})=([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){31})$/;

const parts = (text: string): readonly string[] => text.split(',').flatMap((part) => part.trim() || []);

/** Ids of apps for iOS; none when unset. */
export function appleApps(): SettingKind<z.ZodType<readonly string[]>> {
  return {
    schema: z
      .string()
      .default('')
      .transform(parts)
      .refine((apps) => apps.length <= appsMax && apps.every((app) => appleApp.test(app))),
    expects: `at most ${appsMax} ids such as ABCDE12345.com.example.shop, separated by commas`,
    fallback: undefined,
  };
}

/** Apps for Android with their certificates; one with several is named once for each. None when unset. */
export function androidApps(): SettingKind<z.ZodType<readonly AndroidApp[]>> {
  return {
    schema: z
      .string()
      .default('')
      .transform(parts)
      .refine((apps) => apps.length <= appsMax && apps.every((app) => androidApp.test(app)))
      .transform(byPackage),
    expects: `at most ${appsMax} of package=SHA-256 fingerprint, separated by commas`,
    fallback: undefined,
  };
}

function byPackage(apps: readonly string[]): readonly AndroidApp[] {
  const fingerprints = new Map<string, readonly string[]>();
  for (const app of apps) {
    const [, packageName = '', fingerprint = ''] = androidApp.exec(app) ?? [];
    fingerprints.set(packageName, [...(fingerprints.get(packageName) ?? []), fingerprint.toUpperCase()]);
  }
  return [...fingerprints].map(([packageName, each]) => ({ packageName, fingerprints: each }));
}
