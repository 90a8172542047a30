import {
  answerBytes,
  answerStream,
  type CheckContext,
  check,
  type JsonObject,
  messageEnd,
  messageStart,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

const OPENING = [messageStart(), ...textBlock(0, 'First, ').slice(0, -1)];
const REST = [...textBlock(0, 'then the code.').slice(1), ...messageEnd()];

/**
 * The frame in which the upstream sends an event, in the framing of the format, with its last brace lost. From
 * outside it is known from what came through.
 */
async function damagedFrame(t: CheckContext, event: JsonObject): Promise<Buffer> {
  const trip = await t.send(t.turn({ stream: true }), { steps: [{ event }] });
  t.reached(trip);
  const [sent = trip.client] = trip.arrivals;
  const { frames, events } = answerStream(sent);
  if (events.length === 0) t.inconclusive('no event comes through whole');
  const frame = Buffer.from(frames[0]?.bytes ?? []);
  frame[frame.lastIndexOf('}')] = 0x20;
  return frame;
}

export default [
  // A frame that the gateway cannot read may hold half a tool call: skipping it in silence is a lie.
  check({
    id: 'messages/stream-damage/not-skipped',
    title: 'A frame that cannot be read is relayed or ends the stream as an error',
    requirements: ['MSG-STR-04'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const text = t.invent('word');
      const delta = { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } };
      const broken = await damagedFrame(t, delta);
      const steps = [...OPENING, { base64: broken.toString('base64') }, ...REST];
      const { client } = await t.send(t.turn({ stream: true }), { steps });

      // A binary frame has its text in base64; who takes it for whole in spite of its checksum shows the text.
      const bytes = answerBytes(client);
      const isShown = bytes.includes(text) || bytes.includes(broken);
      const events = streamEvents(client);
      const isRead = JSON.stringify(events).includes(text);
      const isTold = client.ended !== 'complete' || events.some(({ type }) => type === 'error');
      t.expect('MSG-STR-04', isShown || isRead || isTold, {
        expected: 'the unreadable frame, an error event or an aborted connection',
        actual: 'the stream went on and ended normally without it',
        where: { exchange: client.id, part: 'event', event: OPENING.length },
      });
    },
  }),
];
