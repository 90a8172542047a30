import {
  answerJson,
  block,
  check,
  expectEventsRelayed,
  expectRelayed,
  type JsonObject,
  joinedDeltas,
  messageEnd,
  messageStart,
  type StreamAnswer,
  streamEvents,
  textBlock,
  valueAt,
} from '../../src/suite.ts';
import { CONTENT, ORDERED } from './answers.ts';

const START = { type: 'thinking', thinking: '', signature: '' };

/** A signature of so many characters, made from a word so that no list can know it. */
function signatureOf(word: string, length: number): string {
  return Buffer.from(word.repeat(Math.ceil(length / word.length)))
    .toString('base64')
    .slice(0, length - 2)
    .concat('==');
}

/** A stream whose first block is a thought with these deltas. */
function thought(...deltas: readonly JsonObject[]): StreamAnswer {
  return {
    steps: [messageStart(), ...block(0, START, ...deltas), ...textBlock(1, 'Done.'), ...messageEnd()],
  };
}

const isSignature = (event: JsonObject) => valueAt(event, 'delta.type') === 'signature_delta';

export default [
  // Without its signature the thought is refused on the next turn: 400 after the first tool call.
  check({
    id: 'messages/thinking/signature-arrives',
    title: 'The signature of a thought arrives in its block',
    requirements: ['MSG-STR-18'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const signature = signatureOf(t.invent('word'), 200);
      const deltas = [
        { type: 'thinking_delta', thinking: 'Two files. ' },
        { type: 'signature_delta', signature },
      ];
      const trip = await t.send(t.turn({ stream: true }), thought(...deltas));

      expectEventsRelayed(t, 'MSG-STR-18', trip, (event) =>
        isSignature(event) ? [event['index'] ?? null] : undefined,
      );
    },
  }),

  // A signature grows with the thought: one that is cut at a field limit is as good as none.
  check({
    id: 'messages/thinking/long-signature-whole',
    title: 'A signature of several kilobytes is not cut',
    requirements: ['MSG-STR-18'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const signature = signatureOf(t.invent('word'), 6_000);
      const deltas = [
        { type: 'thinking_delta', thinking: 'A long one.' },
        { type: 'signature_delta', signature },
      ];
      for (const answer of [thought(...deltas), CONTENT, ORDERED]) {
        const trip = await t.send(t.turn({ stream: true }), answer);

        if (!streamEvents(trip.client).some(isSignature)) {
          t.blocked('messages/thinking/signature-arrives', 'no signature arrived');
        }
        expectRelayed(t, 'MSG-STR-18', trip, (exchange) => joinedDeltas(exchange, 'signature'));
      }
    },
  }),

  // The newest models keep their thoughts to themselves and send the signature alone.
  check({
    id: 'messages/thinking/signature-without-text',
    title: 'A thought that holds a signature and no text is relayed',
    requirements: ['MSG-STR-18'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const signature = signatureOf(t.invent('word'), 200);
      const trip = await t.send(t.turn({ stream: true }), thought({ type: 'signature_delta', signature }));

      expectEventsRelayed(t, 'MSG-STR-18', trip, (event) =>
        isSignature(event) ? [event['index'] ?? null] : undefined,
      );
    },
  }),

  // The API compares the text with the signature: a changed letter is a refused thought.
  check({
    id: 'messages/thinking/text-as-sent',
    title: 'The text of a thought adds up to what the upstream sent',
    requirements: ['MSG-STR-18'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const parts = ['Two files', ' — first\n', '  the tests; 漢字 ', 'then \u00a0code.'];
      const deltas = parts.map((thinking) => ({ type: 'thinking_delta', thinking }));
      for (const answer of [thought(...deltas), CONTENT, ORDERED]) {
        const trip = await t.send(t.turn({ stream: true }), answer);

        expectRelayed(t, 'MSG-STR-18', trip, (exchange) => joinedDeltas(exchange, 'thinking'));
      }
    },
  }),

  // Encrypted thoughts come whole in the start of their block, and go back to the API as they came.
  check({
    id: 'messages/thinking/redacted-data',
    title: 'A redacted thought keeps its data',
    requirements: ['MSG-STR-18'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const redacted = { type: 'redacted_thinking', data: signatureOf(t.invent('word'), 900) };
      const steps = [messageStart(), ...block(0, redacted), ...textBlock(1, 'Done.'), ...messageEnd()];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      expectEventsRelayed(t, 'MSG-STR-18', trip, (event) =>
        event['type'] === 'content_block_start' && event['index'] === 0 ? event : undefined,
      );
    },
  }),

  // The fallback of a failed stream brings thoughts in JSON; they go back to the API like any other.
  check({
    id: 'messages/thinking/in-json',
    title: 'Thoughts of a JSON answer keep text, signature and data',
    requirements: ['MSG-STR-18'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const signature = signatureOf(t.invent('word'), 2_000);
      const content = [
        { type: 'thinking', thinking: 'Two files.', signature },
        { type: 'redacted_thinking', data: signatureOf(t.invent('word'), 400) },
        { type: 'text', text: 'Done.' },
      ];
      const trip = await t.send(t.turn(), { message: { content } });

      for (const path of ['content.0', 'content.1']) {
        expectRelayed(t, 'MSG-STR-18', trip, (exchange) => valueAt(answerJson(exchange), path));
      }
    },
  }),
];
