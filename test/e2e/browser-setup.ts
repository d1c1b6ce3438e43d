import { prepareBrowser } from './find-browser.ts';

/** Unpacks the project's own browser before the first test asks whether there is one. */
export default function setup(): void {
  prepareBrowser();
}
