import { expect, test } from 'vitest';
import { collect } from '../mock/layers/bytes.ts';
import { isStream, jsonAnswer } from '../mock/layers/response.ts';
import type { GatewayRequest, Middleware } from '../mock/middleware.ts';
import { typeBehind } from '../testbed/terminal.ts';
import { header } from '../wire/headers.ts';

/** Answers the streams of these requests with an error of its own. */
function refusing(unwanted: (request: GatewayRequest) => boolean): Middleware {
  return async (request, next) => {
    const response = await next(request);
    if (!isStream(response) || !unwanted(request)) return response;
    await collect(response.body);
    return jsonAnswer(500, { message: 'Something went wrong' });
  };
}

const NEWER = ['--only', 'messages/version/not-pinned'];

test('where no stream is served, a stream that is not served is no finding of its own', async () => {
  const { code, stdout } = await typeBehind([refusing(() => true)], NEWER);
  expect(stdout).toContain('skipped 1: no stream is served');
  // Nothing else was asked, and so nothing was proven.
  expect(code).toBe(3);
});

test('where others are, it is one', async () => {
  const isNewer = ({ headers }: GatewayRequest) => header(headers, 'anthropic-version') === '2026-10-21';
  const { code, stdout } = await typeBehind([refusing(isNewer)], NEWER);
  expect(stdout).toContain('FAIL  messages/version/not-pinned');
  expect(code).toBe(1);
});
