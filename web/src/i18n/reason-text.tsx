import { useI18n } from './i18n-context.tsx';
import type { MessageKey } from './message-key.ts';
import { reasonKeys } from './reasons.en.ts';

/** A reason code in words, with the code small beside it: support and logs speak of the code. */
export function ReasonText({ code }: { readonly code: string }) {
  const { t } = useI18n();
  const key = `reason.${code}`;
  return (
    <>
      {isKnown(key) ? t(key) : code} {isKnown(key) && <code className="reason-code">{code}</code>}
    </>
  );
}

const known: ReadonlySet<string> = new Set(reasonKeys);

function isKnown(key: string): key is MessageKey {
  return known.has(key);
}
