import type { ComponentType } from 'react';
import type { MessageKey } from '../../i18n/message-key.ts';
import { DriftTab } from './drift/drift-tab.tsx';
import { LineageTab } from './lineage/lineage-tab.tsx';
import { PredictionsTab } from './predictions/predictions-tab.tsx';
import { RegistryTab } from './registry/registry-tab.tsx';
import { RolloutsTab } from './rollouts/rollouts-tab.tsx';
import { TrainingTab } from './training/training-tab.tsx';
import { UpliftTab } from './uplift/uplift-tab.tsx';

interface ModelTab {
  /** As it stands in the address. */
  readonly name: string;
  readonly label: MessageKey;
  /** One sentence below the title of the page. */
  readonly lead: MessageKey;
  readonly Tab: ComponentType;
}

/** Every tab of the page *Models*, in their order: one line here and one folder beside it. */
export const modelTabs = [
  { name: 'models', label: 'models.tab.models', lead: 'models.lead', Tab: RegistryTab },
  { name: 'predictions', label: 'predictions.title', lead: 'predictions.lead', Tab: PredictionsTab },
  { name: 'training', label: 'training.title', lead: 'training.lead', Tab: TrainingTab },
  { name: 'rollouts', label: 'models.tab.rollouts', lead: 'rollouts.lead', Tab: RolloutsTab },
  { name: 'drift', label: 'drift.title', lead: 'drift.lead', Tab: DriftTab },
  { name: 'lineage', label: 'lineage.title', lead: 'lineage.lead', Tab: LineageTab },
  { name: 'uplift', label: 'uplift.tab', lead: 'uplift.lead', Tab: UpliftTab },
] as const satisfies readonly ModelTab[];

export type ModelTabName = (typeof modelTabs)[number]['name'];
