import { Readable } from 'node:stream';
import type { default as SMTPConnection, SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { SmtpFailure } from './smtp-reply.ts';

export interface SmtpServer extends SMTPConnectionOptions {
  /** Undefined for a server that asks for none. */
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
}

export interface SmtpMail {
  readonly from: string;
  readonly to: string;
  /** The whole message as it leaves. */
  readonly text: Buffer;
}

export interface SmtpLimits {
  readonly signal: AbortSignal;
  readonly setupTimeoutMs: number;
  readonly answerTimeoutMs: number;
}

export type SmtpEnd = { readonly kind: 'taken' } | SmtpFailure;

/** Servers count the connections of one sender, and refuse those above their limit. */
const connectionsMax = 5;
/** Messages over one connection; many servers end it at a hundred. */
const messagesMax = 50;
/** How long a connection waits for the next message. */
const idleMs = 5_000;

interface Session {
  readonly connection: SMTPConnection;
  messages: number;
  idle?: NodeJS.Timeout;
  /** What waits for the connection; it is told of an error that belongs to no command. */
  onFailure?: (error: SmtpError) => void;
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** A bounded number of connections to one server. A message goes over one of them at a time, and is never sent a second time. */
export class SmtpConnections {
  readonly #server: SmtpServer;
  readonly #idle: Session[] = [];
  readonly #waiting = new Set<() => void>();
  #open = 0;

  constructor(server: SmtpServer) {
    this.#server = server;
  }

  async send(mail: SmtpMail, limits: SmtpLimits): Promise<SmtpEnd> {
    const timeout = AbortSignal.timeout(limits.setupTimeoutMs);
    const signal = AbortSignal.any([limits.signal, timeout]);
    if (!(await this.#turn(signal))) return { kind: 'not_sent', code: timeout.aborted ? 'timeout' : 'cancelled' };
    const used = this.#idle.pop();
    let session = used ?? (await this.#newSession());
    clearTimeout(session.idle);
    let end = await new Attempt(session, mail, limits).run(this.#server.auth);
    if (used && end.kind === 'not_sent' && !signal.aborted) {
      // The server ended it while nobody looked. Nothing had left, so a new one may take its place.
      used.connection.close();
      session = await this.#newSession();
      end = await new Attempt(session, mail, limits).run(this.#server.auth);
    }
    this.#giveBack(session, end);
    return end;
  }

  /** False: the signal came first. */
  #turn(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    if (this.#open < connectionsMax) {
      this.#open += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const onTurn = () => settle(true);
      const onAbort = () => settle(false);
      const settle = (isMine: boolean) => {
        this.#waiting.delete(onTurn);
        signal.removeEventListener('abort', onAbort);
        resolve(isMine);
      };
      this.#waiting.add(onTurn);
      signal.addEventListener('abort', onAbort);
    });
  }

  async #newSession(): Promise<Session> {
    // Loaded with the first e-mail: every process reads the list of providers.
    const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
    const connection = new SMTPConnection(this.#server);
    const session: Session = { connection, messages: 0 };
    connection.on('error', (error: SmtpError) => session.onFailure?.(error));
    connection.on('end', () => {
      const at = this.#idle.indexOf(session);
      if (at >= 0) this.#idle.splice(at, 1);
      clearTimeout(session.idle);
    });
    return session;
  }

  /** After anything but a yes the state of a connection is not known well enough to go on with it. */
  #giveBack(session: Session, end: SmtpEnd): void {
    session.messages += 1;
    if (end.kind !== 'taken' || session.messages >= messagesMax) session.connection.close();
    else {
      this.#idle.push(session);
      session.idle = setTimeout(() => session.connection.quit(), idleMs).unref();
    }
    // The place goes to the one that waits longest, so that the number of the open stays as it is.
    const [next] = this.#waiting;
    if (next) next();
    else this.#open -= 1;
  }
}

/** One message over one connection, from there on to its end. */
class Attempt {
  readonly #session: Session;
  readonly #mail: SmtpMail;
  readonly #limits: SmtpLimits;
  /** The server asked for the message, and it began to leave. */
  #hasBegun = false;

  constructor(session: Session, mail: SmtpMail, limits: SmtpLimits) {
    this.#session = session;
    this.#mail = mail;
    this.#limits = limits;
  }

  run(auth: SmtpServer['auth']): Promise<SmtpEnd> {
    const { signal, setupTimeoutMs, answerTimeoutMs } = this.#limits;
    if (signal.aborted) return Promise.resolve(this.#cutOff('cancelled'));
    return new Promise((resolve) => {
      let timer = setTimeout(() => end(this.#cutOff('timeout')), setupTimeoutMs);
      const end = (what: SmtpEnd) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.#session.onFailure = undefined;
        resolve(what);
      };
      const onAbort = () => end(this.#cutOff('cancelled'));
      const fail = (error: SmtpError) => end(this.#failureOf(error));
      signal.addEventListener('abort', onAbort);
      this.#session.onFailure = fail;
      this.#ready(auth).then(() => {
        const onBegun = () => {
          this.#hasBegun = true;
          clearTimeout(timer);
          timer = setTimeout(() => end(this.#cutOff('timeout')), answerTimeoutMs);
        };
        this.#session.connection.send(
          { from: this.#mail.from, to: [this.#mail.to], size: this.#mail.text.byteLength },
          Readable.from(told(this.#mail.text, onBegun)),
          (error) => (error ? fail(error) : end({ kind: 'taken' })),
        );
      }, fail);
    });
  }

  /** A connection that was used before is ready. */
  #ready(auth: SmtpServer['auth']): Promise<void> {
    const { connection, messages } = this.#session;
    if (messages > 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      connection.connect((refused) => {
        if (refused) return reject(refused);
        if (!auth) return resolve();
        connection.login(auth, (error) => (error ? reject(error) : resolve()));
      });
    });
  }

  #cutOff(why: string): SmtpFailure {
    return this.#hasBegun ? { kind: 'no_answer', cause: why } : { kind: 'not_sent', code: why };
  }

  #failureOf(error: SmtpError): SmtpFailure {
    const { code = 'connection_lost', originalCode, command = '', response = '', responseCode = 0 } = error;
    const isRefusal = responseCode >= 400 && responseCode < 600;
    if (this.#hasBegun) {
      // Only what answers the message is an answer: a server that says goodbye in between may have it.
      if (isRefusal && command === 'DATA') return { kind: 'refused', stage: 'message', reply: response };
      return { kind: 'no_answer', cause: (originalCode ?? code).toLowerCase() };
    }
    // The server had said how much it takes.
    if (code === 'EMESSAGE') return { kind: 'refused', stage: 'message', reply: '552 5.3.4' };
    if (isRefusal) return { kind: 'refused', stage: stages[command] ?? 'session', reply: response };
    return { kind: 'not_sent', code: (originalCode ?? code).toLowerCase() };
  }
}

const stages: Readonly<Record<string, 'sender' | 'recipient' | 'message'>> = {
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipient',
  DATA: 'message',
};

/** Says when the first byte is asked for, which is once the server has asked for the message. */
function* told(text: Buffer, onBegun: () => void): Generator<Buffer> {
  onBegun();
  yield text;
}
