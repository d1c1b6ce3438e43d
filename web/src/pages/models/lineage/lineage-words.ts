import { useCallback } from 'react';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../../i18n/message-key.ts';
import { reasonsEn } from '../../../i18n/reasons.en.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { statesEn } from '../../../states/messages.en.ts';
import { modelsEn } from '../messages.en.ts';
import { featureName } from '../predictions/feature-name.ts';
import { trainingEn } from '../training/messages.en.ts';
import { lineageEn } from './messages.en.ts';
import type { LineageNode } from './use-lineage.ts';

/** What stands in the box of a thing: what it is, and up to three lines more. */
export interface NodeWords {
  readonly title: string;
  readonly details: readonly string[];
}

export function useNodeWords(): (node: LineageNode) => NodeWords {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  return useCallback(
    (node: LineageNode) => {
      const when = node.at === null ? [] : [format.dateTime(node.at)];
      return { title: t(`lineage.kind.${node.kind}`), details: [...detailsOf(node, t, format), ...when] };
    },
    [t, format],
  );
}

function detailsOf(
  { kind, id, name, state, figure }: LineageNode,
  t: Translate,
  format: ReturnType<typeof useFormat>,
): readonly string[] {
  const some = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null);
  switch (kind) {
    case 'feature':
      return some(
        featureName(t, id),
        state === null
          ? null
          : figure === null
            ? t('lineage.value.unknown')
            : t('lineage.value', { value: format.number(figure) }),
        word(t, lineageEn, 'lineage', state),
      );
    case 'prediction':
      return some(
        figure === null ? null : t('lineage.chance', { probability: format.percent(figure) }),
        state === 'canary' ? word(t, lineageEn, 'lineage.role', state) : null,
      );
    case 'version':
      return some(name, word(t, modelsEn, 'models.stage', state));
    case 'training_run':
      return some(word(t, trainingEn, 'training.state', state), word(t, trainingEn, 'training.reason', name));
    case 'decision':
      return some(word(t, lineageEn, 'lineage.decision', state), word(t, reasonsEn, 'reason', name));
    case 'message':
      return some(name, word(t, statesEn, 'messageState', state));
    case 'cart':
      return some(word(t, statesEn, 'value.stage', state));
    case 'order':
      return some(word(t, lineageEn, 'lineage.order', state));
    default:
      return some(name);
  }
}

/** A code in words; one that is new to this page stands as it is. */
function word(t: Translate, texts: object, group: string, code: string | null): string | null {
  if (code === null) return null;
  const key = `${group}.${code}`;
  return Object.hasOwn(texts, key) ? t(key as MessageKey) : code;
}
