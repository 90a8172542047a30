import {
  answerJson,
  type CheckContext,
  check,
  errorWhere,
  holdsWords,
  outcome,
  type RequirementId,
  refusedTrips,
  valueAt,
} from '../../src/suite.ts';

/**
 * Expects refusals with these wordings to arrive with their status and every word. What else the gateway says
 * around them is for the rows of the envelope.
 */
async function expectRefusals(
  t: CheckContext,
  row: RequirementId,
  refusals: readonly (readonly [status: number, message: string])[],
): Promise<void> {
  for (const [status, message] of refusals) {
    const error = { type: 'invalid_request_error', message };
    for (const { client } of await refusedTrips(t, { status, error })) {
      t.expect(row, client.response.status === status && holdsWords(client, message), {
        expected: `${status} with ${JSON.stringify(message)}`,
        actual: outcome(client),
        where: errorWhere(client),
      });
    }
  }
}

/** A number beyond the window that no canned text has. */
function tokens(t: CheckContext): number {
  return 200_000 + Buffer.from(t.invent('word')).readUInt16BE();
}

export default [
  // This phrase starts compaction; without it the session is stuck in front of a full context.
  check({
    id: 'common/error-recovery/prompt-too-long',
    title: 'The refusal of a prompt that is too long keeps its phrase and numbers',
    requirements: ['ERR-05'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const message =
        t.format === 'bedrock'
          ? 'Input is too long for requested model.'
          : `prompt is too long: ${tokens(t)} tokens > 200000 maximum`;
      await expectRefusals(t, 'ERR-05', [[400, message]]);
    },
  }),

  // From these three numbers the client computes a max_tokens that fits.
  check({
    id: 'common/error-recovery/input-and-max-tokens',
    title: 'The refusal of input plus max_tokens keeps its three numbers',
    requirements: ['ERR-06'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const message =
        `input length and \`max_tokens\` exceed context limit: ${tokens(t)} + 32000 > 200000, ` +
        'decrease input length or `max_tokens` and try again';
      await expectRefusals(t, 'ERR-06', [[400, message]]);
    },
  }),

  // Each of these makes the client go on without one feature; under other words the turn just ends.
  check({
    id: 'common/error-recovery/rejected-features',
    title: 'The refusal of a feature keeps status, path and phrase',
    requirements: ['ERR-07'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      await expectRefusals(t, 'ERR-07', [
        [400, 'adaptive thinking is not supported on this model'],
        [
          400,
          'messages.1.content.0: Invalid `signature` in `thinking` block: bound to a different conversation',
        ],
        [400, "messages.1.role: Input should be 'user' or 'assistant'"],
        [400, 'messages.1.output_config: Extra inputs are not permitted'],
        [400, 'output_config.effort: Extra inputs are not permitted'],
        [400, 'context_management: Extra inputs are not permitted'],
        [400, 'tools.3.custom.defer_loading: Extra inputs are not permitted'],
        [
          422,
          "tools.0: Input tag 'advisor_20260301' found using 'type' does not match any of the expected tags",
        ],
      ]);
    },
  }),

  // The explanation and the advice to use another model come with the message, not with an error.
  check({
    id: 'common/error-recovery/model-refusal',
    title: 'A refusal of the model stays a normal answer with its details',
    requirements: ['ERR-21'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const stop_details = { type: 'refusal', category: 'cyber', explanation: t.invent('word') };
      const trip = await t.send(t.turn(), {
        message: {
          content: [{ type: 'text', text: 'I cannot help with that.' }],
          stop_reason: 'refusal',
          extra: { stop_details },
        },
      });
      t.reached(trip);

      const { client } = trip;
      const body = answerJson(client);
      const explanation = valueAt(body, 'stop_details.explanation');
      const isKept = body?.['stop_reason'] === 'refusal' && explanation === stop_details.explanation;
      t.expect('ERR-21', client.response.status === 200 && isKept, {
        expected: `status 200, stop_reason refusal and stop_details ${JSON.stringify(stop_details)}`,
        actual: outcome(client),
        where: { exchange: client.id, part: 'response-body', path: 'stop_details' },
      });
    },
  }),
];
