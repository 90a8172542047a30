import { expect, test } from 'vitest';
import type { FormatId } from '../src/contract/requirement.ts';
import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { withoutWords } from '../src/testbed/words.ts';
import { type Trial, tryGateway } from '../src/trial.ts';

/** Broken gateways that a sloppy check takes for one another, each with what the report must say of it. */
const NEIGHBOURS: readonly (readonly [
  group: string,
  formats: readonly FormatId[],
  { [id: string]: RegExp },
])[] = [
  [
    'the list of beta values',
    ['anthropic', 'vertex'],
    {
      'beta-header-stripped': /no anthropic-beta value at all/,
      'beta-header-overwritten': /a list of its own in the place of all: oauth-2025-04-20/,
      'beta-allowlist-drops-unknown': /without \S+: claude-code-20250219/,
      'beta-flags-injected': /each value sent, once.*fast-mode-2026-02-01/,
      'beta-body-desync': /without context-management-2025-06-27/,
      'tool-field-beta-desync': /without advanced-tool-use-2025-11-20/,
    },
  ],
  [
    'the end of a broken stream',
    ['anthropic', 'vertex'],
    {
      'midstream-error-as-clean-end': /behind an error.*message_delta/,
      'midstream-error-event-dropped': /no error event/,
      'message-stop-missing': /the last event is message_delta/,
    },
  ],
  [
    'the end of a broken stream',
    ['bedrock'],
    {
      'midstream-error-as-clean-end': /behind a failure.*message_delta/,
      'midstream-error-event-dropped': /no such frame/,
      'message-stop-missing': /the last event is message_delta/,
    },
  ],
  [
    'streams that are packed',
    ['anthropic', 'vertex'],
    {
      'sse-gzip-decoded-as-text': /0 readable events/,
      'sse-gzip-header-missing': /a gzip body without content-encoding/,
      'sse-gzip-header-stale': /content-encoding: gzip on plain text/,
    },
  ],
  [
    'clients that leave',
    ['anthropic', 'bedrock', 'vertex'],
    {
      'disconnect-before-first-byte': /before the first byte ends.*it is still open/,
      'disconnect-not-propagated-stream': /in the middle of a stream ends.*it is still open/,
      'disconnect-not-propagated-nonstream': /leaves a request without streaming.*it is still open/,
    },
  ],
  [
    'the order of keys',
    ['anthropic', 'bedrock', 'vertex'],
    {
      'json-keys-reordered': /key-order/,
      'json-keys-nondeterministic': /arrive the same each time.*key-order/,
    },
  ],
  [
    'messages with the role system',
    ['anthropic'],
    {
      'mid-conversation-system-rejected': /role: Input should be 'user' or 'assistant'/,
      'error-wording-breaks-fallback': /Unsupported role/,
      'mid-conversation-system-hoisted': /stay where they are/,
    },
  ],
  [
    'large bodies',
    ['anthropic', 'bedrock', 'vertex'],
    { 'body-limit-413': /answered 413/, 'body-limit-wrong-status': /answered 500/ },
  ],
  [
    'counts that do not come',
    ['anthropic', 'vertex'],
    {
      'count-tokens-missing': /answered 404: .*"Not Found"/,
      'count-tokens-misrouted': /answered 400/,
      'count-tokens-billed': /count/,
      'prefix-lost': /answered 404: .*request_id/,
    },
  ],
  [
    'the version',
    ['anthropic', 'vertex'],
    {
      'version-header-stripped': /no anthropic-version header/,
      'version-header-hardcoded': /2026-10-21.*2023-06-01/,
    },
  ],
  [
    'the wording of refusals',
    ['anthropic', 'bedrock', 'vertex'],
    {
      'error-message-hidden': /All target providers failed/,
      'error-body-double-encoded': /AnthropicException - /,
      'error-envelope-openai': /"type":"None"/,
      'error-status-flattened': /answered 400/,
      'empty-200': /answered 200: \(empty body\)/,
    },
  ],
  [
    'system blocks',
    ['anthropic', 'bedrock', 'vertex'],
    {
      'system-array-flattened': /Lists of blocks/,
      'system-array-dropped': /nothing at this place/,
      'system-moved-into-messages': /Understood\./,
      'system-prompt-injected': /helpful corporate assistant/,
      'cache-prefix-instability': /arrive the same each time/,
    },
  ],
];

const faults = await loadFaults();
const checks = await loadChecks();

const cases = NEIGHBOURS.flatMap(([group, formats, causes]) =>
  formats.map((format) => [group, format, causes] as const),
);

test.concurrent.each(cases)('%s, %s: told apart, each by its cause', { timeout: 180_000 }, async (...one) => {
  const [, format, causes] = one;
  const told: string[] = [];
  for (const [id, cause] of Object.entries(causes)) {
    const found = faults.find((fault) => fault.id === id);
    if (!found) throw new Error(`there is no broken gateway ${id}`);
    const findings = findingsOf(await tryGateway(found, checks, { format }));
    expect(findings, `${id} in ${format}`).toMatch(cause);
    expect(told, `${id} in ${format}`).not.toContain(withoutWords(findings));
    told.push(withoutWords(findings));
  }
});

/** What a report says of a trial: a line for each finding, without the exchange in which it was seen. */
function findingsOf({ tripped }: Trial): string {
  return tripped
    .flatMap(({ check, title, observations }) =>
      observations.map(({ requirement, expected, actual, where: { exchange: _, ...where } }) =>
        [check, title, requirement, expected, actual, JSON.stringify(where)].join(' | '),
      ),
    )
    .join('\n');
}
