import type { Translate } from '../../../i18n/translate.ts';
import type { Size } from './canvas-layout.ts';
import { divides, type Edge, stepOf } from './flow-shape.ts';
import type { Flow } from './flow-types.ts';
import type { FlowWords, StepWords } from './flow-words.ts';

const heights = { around: 22, title: 21, detail: 20, found: 20, numbers: 28 } as const;
/** Letters of a line, rather too few: a box with room is better than one that cuts its words. */
const lettersPerLine = { title: 26, detail: 32 } as const;

/** High enough for its words, what was found in it, and its numbers. */
export function heightOf(
  { title, details }: StepWords,
  has: { readonly found: boolean; readonly numbers: boolean },
): number {
  const lines = (text: string, letters: number) => Math.ceil(text.length / letters);
  return (
    heights.around +
    lines(title, lettersPerLine.title) * heights.title +
    details.reduce((sum, text) => sum + lines(text, lettersPerLine.detail) * heights.detail, 0) +
    (has.found ? heights.found : 0) +
    (has.numbers ? heights.numbers : 0)
  );
}

const label = { width: 176, plain: 32, line: 16, letters: 26 } as const;

/** Of a way: its words over its button. */
export function labelSize(name: string): Size {
  if (name === '') return { width: label.plain, height: label.plain };
  return { width: label.width, height: label.plain + Math.ceil(name.length / label.letters) * label.line };
}

/** The words at a way: only where ways part. */
export function wayName(flow: Flow, edge: Edge, words: FlowWords): string {
  const step = stepOf(flow, edge.from);
  return step !== undefined && divides(step) ? words.way(step, edge) : '';
}

/** The flow as a whole: whom it takes in. */
export function startWords({ entry = {} }: Flow, words: FlowWords, t: Translate): StepWords {
  const asked = words.conditions(entry);
  return {
    title: t('flow.start'),
    details: [
      asked.length === 0 ? t('flow.start.everyCart') : t('campaigns.onlyIf', { conditions: asked.join(' · ') }),
    ],
  };
}
