import { expect, test } from 'vitest';
import { platformSamples } from '../test/platform-samples.ts';
import { describePlatform } from './platform.contract.ts';
import { platforms } from './registry.ts';

test('every platform has a sample that it is tested with, under its own name', () => {
  expect([...platforms.keys()].sort()).toEqual(Object.keys(platformSamples).sort());
  for (const [name, platform] of platforms) expect(platform.name).toBe(name);
});

for (const platform of platforms.values()) {
  const sample = platformSamples[platform.name];
  if (sample) describePlatform(platform, sample);
}
