/** Why a message could not be made. */
export interface RenderError {
  readonly code:
    | 'unknown_template'
    | 'empty_cart'
    | 'template_invalid'
    | 'render_failed'
    | 'too_slow'
    | 'too_long'
    | 'too_large'
    /** A vendor's template has a variable of which nothing is known here. */
    | 'empty_variable'
    /** An SMS whose sender cannot be answered names no other way out. */
    | 'no_way_out'
    | 'templates_away'
    | 'busy'
    | 'closed';
  /** `permanent`: the same request fails again; `retry`: only the machine was at fault. */
  readonly class: 'permanent' | 'retry';
  /** For the author of the template; holds no personal data. */
  readonly detail: string;
}

export function renderFailed(
  code: RenderError['code'],
  errorClass: RenderError['class'],
  detail: string,
): { readonly ok: false; readonly error: RenderError } {
  return { ok: false, error: { code, class: errorClass, detail } };
}
