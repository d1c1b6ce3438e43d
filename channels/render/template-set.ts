import type { Channel } from '../../domain/channel.ts';

/**
 * The sources of one template, each in Liquid: e-mail bodies as MJML, everything else as plain text. A channel that is
 * left out cannot be sent with this template. What a template may say is `template-scope.ts`.
 */
export interface TemplateSet {
  readonly email?: { readonly subject: string; readonly mjml: string; readonly text: string };
  readonly sms?: { readonly text: string };
  readonly push?: { readonly title: string; readonly body: string };
}

/** Where templates come from; a store's own source can stand before the built-in one and override it by name. */
export interface TemplateSource {
  /** Null when there is no template of this name. */
  find(template: string): Promise<TemplateSet | null>;
}

/** Which templates a source has. */
export interface TemplateList {
  list(): Promise<readonly { readonly name: string; readonly channels: readonly Channel[] }[]>;
}

/** Longest template source taken, in characters; the largest built-in one has about 6,000. */
export const templateLengthMax = 100_000;
