import { type Check, type CheckContext, check, type RequirementId } from '../../src/suite.ts';
import {
  brokenCharacters,
  citations,
  comments,
  defects,
  type Judge,
  streamUsage,
  toolInput,
} from './judgements.ts';
import { streams } from './samples.ts';

/** Judges every streamed answer of the run; one finding for each that has a flaw. */
async function judge(
  t: CheckContext,
  requirement: RequirementId,
  judges: readonly Judge[],
  expected: string,
): Promise<void> {
  for (const answer of await streams(t)) {
    const [flaw, ...more] = judges.flatMap((one) => one(answer));
    t.expect(requirement, flaw === undefined, {
      expected,
      actual:
        flaw === undefined ? 'just that' : `${flaw}${more.length > 0 ? ` (and ${more.length} more)` : ''}`,
      where: { exchange: answer.id, part: 'event' },
    });
  }
}

/** A check of all streams, which are told apart by nothing but what is judged of them. */
function ofStreams(
  { id, title, requirements }: Pick<Check, 'id' | 'title' | 'requirements'>,
  judges: readonly Judge[],
  expected: string,
): Check {
  return check({
    id,
    title,
    requirements,
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const requirement of requirements) await judge(t, requirement, judges, expected);
    },
  });
}

/** Milliseconds after its last event within which a stream ends that has ended. */
const SOON = 2_000;

export default [
  // The client waits for the end of the body before it runs the tool.
  check({
    id: 'outside/streams/ends',
    title: 'Streams end when their last event has come',
    requirements: ['MSG-STR-07b'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const answer of await streams(t)) {
        const { endedMs, response } = answer;
        const open = endedMs - (response.chunks.at(-1)?.ms ?? endedMs);
        t.expect('MSG-STR-07b', open < SOON, {
          expected: 'the end of the body with the last event',
          actual: `still open for ${(open / 1_000).toFixed(1)} s`,
          where: { exchange: answer.id, part: 'connection' },
        });
      }
    },
  }),
  ofStreams(
    {
      id: 'outside/streams/order',
      title: 'Streams of every kind come in the order of the grammar',
      requirements: ['MSG-STR-05'],
    },
    [defects('stream/message-start', 'stream/order', 'stream/after-stop', 'stream/shape')],
    'message_start, blocks, message_delta, message_stop',
  ),
  ofStreams(
    {
      id: 'outside/streams/blocks',
      title: 'Each block is opened, filled with what fits it, and closed',
      requirements: ['MSG-STR-06'],
    },
    [defects('stream/index', 'stream/block-start', 'stream/block-stop', 'stream/delta-type')],
    'blocks one after the other, each with its start and its stop',
  ),
  ofStreams(
    {
      id: 'outside/streams/final-delta',
      title: 'Streams say at their end why they ended',
      requirements: ['MSG-STR-07'],
    },
    [defects('stream/message-delta', 'stream/stop-reason')],
    'a stop reason in the final message_delta that is true of the blocks',
  ),
  ofStreams(
    {
      id: 'outside/streams/message-stop',
      title: 'Streams end with message_stop',
      requirements: ['MSG-STR-07b'],
    },
    [defects('stream/message-stop')],
    'one message_stop at the end',
  ),
  // A client that sees no usage cannot tell when its context is full.
  ofStreams(
    {
      id: 'outside/streams/usage',
      title: 'Streams count the input at their start and all at their end',
      requirements: ['MSG-STR-19'],
    },
    [streamUsage],
    'usage in message_start and message_delta, cumulative',
  ),
  ofStreams(
    {
      id: 'outside/streams/tool-input',
      title: 'The input of tools comes in fragments that add up to one JSON object',
      requirements: ['MSG-STR-17'],
    },
    [toolInput],
    'fragments that add up',
  ),
  ofStreams(
    {
      id: 'outside/streams/signatures',
      title: 'Thoughts come with their signatures',
      requirements: ['MSG-STR-18'],
    },
    [defects('stream/signature')],
    'a signature_delta for each thought',
  ),
  ofStreams(
    {
      id: 'outside/streams/citations',
      title: 'Texts with citations bring them',
      requirements: ['MSG-STR-16'],
    },
    [citations],
    'a citations_delta for each text that begins with a list',
  ),
  ofStreams(
    {
      id: 'outside/streams/framing',
      title: 'Streams keep their framing, and every character in it',
      requirements: ['MSG-STR-15', 'BDR-STR-02'],
    },
    [defects('sse/', 'json/', 'frame/', 'bedrock/'), brokenCharacters],
    'whole frames of valid UTF-8 and JSON',
  ),
  // Somebody who turns pings into comments takes away what the client's watchdog counts.
  ofStreams(
    {
      id: 'outside/streams/no-comments',
      title: 'Streams hold no comments in place of the pings of the API',
      requirements: ['MSG-STR-20'],
    },
    [comments],
    'pings, as the API sends them',
  ),
];
