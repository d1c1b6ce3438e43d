import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { bySms, type ContentTemplate, type PassedCarrier, type RichCarrier } from '../../../domain/phone/carrier.ts';
import { type CarriageChoice, chooseCarriage } from '../../../domain/phone/choose-carriage.ts';

export interface CarriageQuestion {
  readonly storeId: string;
  readonly customerId: string;
  readonly template: string;
  /** What the account that sends has senders for. */
  readonly connected: readonly RichCarrier[];
  readonly passed: readonly PassedCarrier[];
  readonly locales: readonly (string | null)[];
  /** E.164, and its hash. */
  readonly phone: string;
  readonly addressHash: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

interface Row {
  readonly carriers: readonly RichCarrier[];
  readonly segmentsMax: number;
  readonly agreed: boolean;
  readonly wroteAtMs: number | null;
  readonly templates: readonly ContentTemplate[];
}

/** By what a message goes to a telephone now. Inside the claim: what the person agreed to is read with all that speaks against it. */
export async function readCarriage(
  tx: Tx,
  question: CarriageQuestion,
): Promise<{ readonly choice: CarriageChoice; readonly segmentsMax?: number }> {
  const { storeId, customerId, template, connected, passed, locales, phone, addressHash, nowMs } = question;
  const refused = passed.filter((one) => one.refused);
  const sql = rawSql(tx);
  const [row] = await sql<Row[]>`
    select settings.carriers, settings.segments_max as "segmentsMax",
      exists (
        select from consents join consent_log on consent_log.store_id = consents.store_id
          and consent_log.event_id = consents.event_id and consent_log.channel = consents.channel
        where consents.store_id = ${storeId} and consents.customer_id = ${customerId} and consents.channel = 'sms'
          and consents.status = 'granted'
          and (consent_log.source = any(settings.whatsapp_sources) or consent_log.source = 'whatsapp:start')
      ) as agreed,
      (
        select (extract(epoch from wrote_at) * 1000)::float8 from phone_windows
        where store_id = ${storeId} and carrier = 'whatsapp' and address_hash = ${addressHash}
      ) as "wroteAtMs",
      coalesce((
        select jsonb_agg(jsonb_build_object('carrier', carrier, 'locale', locale, 'contentSid', content_sid,
          'variables', variables, 'stoppedCode', stopped_code) order by locale)
        from content_templates where store_id = ${storeId} and template = ${template}
      ), '[]') as templates
    from phone_settings settings where settings.store_id = ${storeId}`;
  if (!row) return { choice: { kind: 'carry', carriage: bySms, passed: refused } };
  const { segmentsMax, carriers: order, agreed: agreedToWhatsApp, wroteAtMs, templates } = row;
  const facts = { order, connected, refused, templates, locales, agreedToWhatsApp, wroteAtMs, phone, nowMs };
  return { choice: chooseCarriage(facts), segmentsMax };
}
