import { createHash } from 'node:crypto';
import type { JsonObject } from '../../wire/scenario.ts';
import { objects, textOf } from '../conversation.ts';
import type { Reply } from '../reply.ts';
import { json } from './reply.ts';

/** About so many characters make a token; nothing depends on the exact number. */
const CHARACTERS_PER_TOKEN = 4;
const DEFAULT_TEXT = 'Hello from gateway-check mock.';

/** Whole, as server-sent events, or as a JSON array that grows. */
export type Delivery = 'whole' | 'sse' | 'array';

/**
 * The answer of `generateContent` and `streamGenerateContent`: the last text of the user, in two pieces
 * when it streams. The same request gets the same answer.
 */
export function generated(model: string, body: JsonObject, delivery: Delivery): Reply {
  const text = lastUserText(body) || DEFAULT_TEXT;
  // Of the prompt, not of the whole body: that may be nested deeper than JSON.stringify bears.
  const responseId = createHash('sha256')
    .update(`${model} ${promptText(body)}`)
    .digest('base64url')
    .slice(0, 22);
  const piece = (part: string, isLast: boolean): JsonObject => ({
    candidates: [
      {
        index: 0,
        content: { role: 'model', parts: [{ text: part }] },
        ...(isLast && { finishReason: 'STOP' }),
      },
    ],
    ...(isLast && { usageMetadata: usage(promptTokens(body), tokens(text)) }),
    modelVersion: model,
    responseId,
  });
  if (delivery === 'whole') return json(200, piece(text, true));
  const characters = [...text];
  const half = Math.ceil(characters.length / 2);
  const pieces = [
    piece(characters.slice(0, half).join(''), false),
    piece(characters.slice(half).join(''), true),
  ];
  return delivery === 'sse' ? asEvents(pieces) : asArray(pieces);
}

/** The answer of `countTokens`. */
export function counted(body: JsonObject): Reply {
  const totalTokens = promptTokens(body);
  const promptTokensDetails = [{ modality: 'TEXT', tokenCount: totalTokens }];
  return json(200, { totalTokens, totalBillableCharacters: promptText(body).length, promptTokensDetails });
}

function asEvents(pieces: readonly JsonObject[]): Reply {
  const parts = pieces.map((piece) => ({ bytes: Buffer.from(`data: ${JSON.stringify(piece)}\r\n\r\n`) }));
  return { status: 200, headers: [['content-type', 'text/event-stream']], parts };
}

/** One list over the whole stream. */
function asArray(pieces: readonly JsonObject[]): Reply {
  const texts = pieces.map((piece, at) => `${at === 0 ? '[' : ',\r\n'}${JSON.stringify(piece, null, 2)}\n`);
  const parts = [...texts, ']\n'].map((text) => ({ bytes: Buffer.from(text) }));
  return { status: 200, headers: [['content-type', 'application/json; charset=UTF-8']], parts };
}

function usage(promptTokenCount: number, candidatesTokenCount: number): JsonObject {
  return { promptTokenCount, candidatesTokenCount, totalTokenCount: promptTokenCount + candidatesTokenCount };
}

function lastUserText(body: JsonObject): string {
  const texts = objects(body['contents'])
    .filter((content) => content['role'] === 'user')
    .map((content) => textOf(content['parts']));
  return texts.findLast((text) => text !== '') ?? '';
}

function promptText(body: JsonObject): string {
  const contents = [...objects(body['contents']), ...objects([body['systemInstruction']])];
  return contents.map((content) => textOf(content['parts'])).join('');
}

function promptTokens(body: JsonObject): number {
  return tokens(promptText(body));
}

function tokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / CHARACTERS_PER_TOKEN));
}
