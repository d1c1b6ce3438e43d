import type { Channel } from '../../domain/channel.ts';
import type { TemplateContent } from '../../domain/template.ts';

/**
 * The sources of one template, each in Liquid: e-mail bodies as MJML, everything else as plain text. A channel that is
 * left out cannot be sent with this template. What a template may say is `template-scope.ts`.
 */
export interface TemplateSet {
  readonly email?: { readonly subject: string; readonly mjml: string; readonly text: string };
  readonly sms?: { readonly text: string };
  readonly push?: { readonly title: string; readonly body: string };
}

/** Where templates come from: the built-in ones, and those of a store (null: of none). */
export interface TemplateSource {
  /** Null when there is no template of this name. */
  find(template: string, storeId: string | null): Promise<TemplateSet | TemplateContent | null>;
}

/** A template that messages can be made of. */
export interface TemplateName {
  readonly name: string;
  readonly channels: readonly Channel[];
}

/** Which templates a source has. */
export interface TemplateList {
  list(): Promise<readonly TemplateName[]>;
}

/** Longest template source taken, in characters; the largest built-in one has about 6,000. */
export const templateLengthMax = 100_000;
