/** What a model is for: `purchase` tells who buys without help, `uplift` what a message changes. */
export const modelNames = ['purchase', 'uplift'] as const;
export type ModelName = (typeof modelNames)[number];

/**
 * How far a version has come: registered (`staging`), scored beside the one that answers (`shadow`), answering for a share of
 * carts (`canary`), answering (`production`), or replaced (`archived`), from where a roll-back brings it back.
 */
export const modelStages = ['staging', 'shadow', 'canary', 'production', 'archived'] as const;
export type ModelStage = (typeof modelStages)[number];

export const modelMoveKinds = ['registered', 'shadowed', 'canary', 'promoted', 'rolled_back', 'archived'] as const;
export type ModelMoveKind = (typeof modelMoveKinds)[number];

/** For whom a version answers: every store without one of its own (`storeId` null), or one store. */
export interface ModelScope {
  readonly storeId: string | null;
}

export const platformScope: ModelScope = { storeId: null };

/** As what a version answered: as the one that all carts get, or as the one that a share of them gets. */
export const predictionRoles = ['primary', 'canary'] as const;
export type PredictionRole = (typeof predictionRoles)[number];
