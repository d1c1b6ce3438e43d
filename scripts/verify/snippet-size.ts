/** The snippet has to stay small: fails above its limit, and says what it weighs. */
import { bundleStorefront, servedBytes, snippetBytesMax } from '../../workers/bundle-storefront.ts';
import { reportProblems } from './report-problems.ts';

const scripts = await bundleStorefront();
const weights = Object.entries(scripts).map(([name, script]) => ({ name, bytes: servedBytes(script) }));
reportProblems(
  weights
    .filter(({ bytes }) => bytes > snippetBytesMax)
    .map(({ name, bytes }) => `${name} weighs ${bytes} bytes compressed; ${snippetBytesMax} are allowed`),
  weights.map(({ name, bytes }) => `${name} ${bytes} bytes`).join(', '),
);
