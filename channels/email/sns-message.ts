import { createVerify, X509Certificate } from 'node:crypto';
import { minuteMs } from '../../domain/duration.ts';
import { objectOf, readJson } from '../callback-body.ts';

/** A message of Amazon SNS as it arrives over HTTP; what is not a text in it is left out. */
export type SnsMessage = Readonly<Record<string, string | undefined>>;

/** Reads a public text over HTTPS; undefined: there is none at this address. Rejects when it cannot be told. */
export type ReadPublic = (url: string) => Promise<string | undefined>;

/** Undefined: the body is no JSON object. */
export function readSnsMessage(body: Uint8Array): SnsMessage | undefined {
  const message = objectOf(readJson(body));
  return (
    message &&
    Object.fromEntries(
      Object.entries(message).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  );
}

/** Whether an address is that of SNS in the region of a topic: only then is it asked. */
export function isSnsAddress(address: string, topicArn: string): boolean {
  const [arn, partition, service, region = ''] = topicArn.split(':');
  if (arn !== 'arn' || service !== 'sns' || !/^[a-z]{2,4}(-[a-z]{1,12}){1,3}-\d{1,2}$/.test(region)) return false;
  const host = `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && url.origin === `https://${host}` && url.username === '' && url.password === '';
}

/** Kept by their address. A certificate of SNS serves a region for months; more than a few mean that they are guessed. */
const certificatesMax = 8;
const certificateKeptMs = 60 * minuteMs;

interface Kept {
  readonly text: string;
  readonly readAtMs: number;
}

/** Checks signatures of SNS with the certificates that the messages name, from the host of SNS alone. */
export function createSnsVerifier(readPublic: ReadPublic) {
  const kept = new Map<string, Kept>();
  async function certificate(address: string, nowMs: number): Promise<X509Certificate | undefined> {
    let found = kept.get(address);
    if (!found || found.readAtMs + certificateKeptMs < nowMs) {
      const text = await readPublic(address);
      if (text === undefined) return undefined;
      found = { text, readAtMs: nowMs };
    }
    const parsed = parseCertificate(found.text);
    if (!parsed || nowMs < parsed.validFromDate.getTime() || nowMs > parsed.validToDate.getTime()) return undefined;
    kept.delete(address);
    kept.set(address, found);
    const [oldest] = kept.keys();
    if (kept.size > certificatesMax && oldest !== undefined) kept.delete(oldest);
    return parsed;
  }

  return async (message: SnsMessage, topicArn: string, nowMs: number): Promise<boolean> => {
    const { SigningCertURL: address = '', Signature: signature = '', SignatureVersion: version = '' } = message;
    const algorithm = { '1': 'sha1', '2': 'sha256' }[version];
    const signed = signedText(message);
    // Anybody may make a topic, and SNS signs for all of them: only our own counts, and it is looked at first.
    if (message['TopicArn'] !== topicArn || algorithm === undefined || signed === undefined) return false;
    if (
      !isSnsAddress(address, topicArn) ||
      !/^\/SimpleNotificationService-[\w-]{1,100}\.pem$/.test(new URL(address).pathname)
    )
      return false;
    const signer = await certificate(`${new URL(address).origin}${new URL(address).pathname}`, nowMs);
    if (!signer) return false;
    return createVerify(algorithm).update(signed).verify(signer.publicKey, signature, 'base64');
  };
}

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

const notification = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const confirmation = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

/** What SNS signs: names and values in this order, a line each. Undefined for a type that SNS does not have. */
function signedText(message: SnsMessage): string | undefined {
  const names = {
    Notification: notification,
    SubscriptionConfirmation: confirmation,
    UnsubscribeConfirmation: confirmation,
  }[message['Type'] ?? ''];
  return names
    ?.filter((name) => message[name] !== undefined)
    .map((name) => `${name}\n${message[name]}\n`)
    .join('');
}
