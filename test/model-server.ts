import { type RecordingApi, type ScriptedAnswer, startRecordingApi } from './recording-api.ts';

/** What a scripted model answers: JSON, any text, or what a server does instead of answering. */
export type ModelReply = { readonly content: unknown } | { readonly text: string } | ScriptedAnswer;

/** An OpenAI-compatible API on this machine that answers as it is told, and records what it was asked. */
export function startModelServer(reply: (number: number) => ModelReply | Promise<ModelReply>): Promise<RecordingApi> {
  return startRecordingApi(async (_question, number) => {
    const told = await reply(number);
    if (!('content' in told || 'text' in told)) return told;
    const content = 'text' in told ? told.text : JSON.stringify(told.content);
    return { body: { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }] } };
  });
}
