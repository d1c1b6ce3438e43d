import { expect, test } from 'vitest';
import { onboardingGuideOf } from '../../../../platforms/onboarding-guides.ts';
import { platforms } from '../../../../platforms/registry.ts';
import { platformName, secretKey, stepKeys } from './platform-words.ts';

test('every platform has a name and steps in the words of the dashboard, and says where its secret is found', () => {
  for (const platform of platforms.keys()) {
    expect(platformName(platform), platform).not.toBe(platform);
    expect(stepKeys(platform).length, platform).toBeGreaterThan(1);
    if (onboardingGuideOf(platform).secretFrom === 'platform')
      expect(secretKey(platform), platform).toBe(`integrations.secret.${platform}`);
  }
});

test('a platform without words of the dashboard is named as it is, and shows the steps of the API', () => {
  expect([platformName('corner-shop'), stepKeys('corner-shop')]).toEqual(['corner-shop', []]);
  expect(secretKey('corner-shop')).toBe('integrations.secret.other');
});
