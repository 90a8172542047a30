import { expect, test } from 'vitest';
import {
  ASK,
  type Body,
  beta,
  HEADERS_2026,
  refusal,
  talk,
  text,
  user,
} from '../../testbed/messages-request.ts';
import type { RawHeaders } from '../../wire/headers.ts';

test('the version header is demanded and known', () => {
  const version = (...lines: string[]): RawHeaders => [
    ['content-type', 'application/json'],
    ...lines.map((line) => ['anthropic-version', line] as const),
  ];
  expect(refusal(ASK, version())).toBe('anthropic-version: header is required');
  expect(refusal(ASK, version('2024-02-30'))).toBe('anthropic-version: "2024-02-30" is not a valid version');
  expect(refusal(ASK, version('2023-06-01', '2023-06-01'))).toBe(
    'anthropic-version: "2023-06-01, 2023-06-01" is not a valid version',
  );
});

test('unknown beta values are named together, over several lines', () => {
  const headers: RawHeaders = [...beta('effort-2025-11-24', 'gwcheck-a'), ['Anthropic-Beta', 'gwcheck-b']];
  expect(refusal(ASK, headers)).toBe(
    'Unexpected value(s) `gwcheck-a`, `gwcheck-b` for the `anthropic-beta` header. ' +
      'Please consult our documentation at docs.claude.com or try again without the header.',
  );
  expect(refusal(ASK, beta(''))).toContain('Unexpected value(s) `` for');
});

test('version 2026-10-21 knows no sampling and fewer forms', () => {
  for (const key of ['temperature', 'top_p', 'top_k']) {
    expect(refusal({ ...ASK, [key]: 1 })).toBe('accepted');
    expect(refusal({ ...ASK, [key]: 1 }, HEADERS_2026)).toBe(`${key}: Extra inputs are not permitted`);
  }
  const document = { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'x' } };
  expect(refusal(talk('go', [document], 'on'))).toBe('accepted');
  expect(refusal(talk('go', [document], 'on'), HEADERS_2026)).toContain('messages.1.content.0');
  const web = { type: 'web_search_result_location', cited_text: 'c', encrypted_index: 'e', url: 'u' };
  expect(refusal(user(text({ citations: [web] })), HEADERS_2026)).toContain(
    'messages.0.content.0.text.citations',
  );
  expect(refusal(user(text({ citations: [] })), HEADERS_2026)).toBe('accepted');
  const result = (citations: Body[]) =>
    user({ type: 'search_result', source: 's', title: 't', content: [text(), text({ citations })] });
  expect(refusal(result([web]), HEADERS_2026)).toContain(
    'messages.0.content.0.search_result.content.1.citations',
  );
  expect(refusal(result([]), HEADERS_2026)).toBe('accepted');
});
