import { expect, test } from 'vitest';
import { EDITION } from '../contract/index.ts';
import { requestHeaders } from '../mock/layers/request.ts';
import { type, typeBehind } from '../testbed/terminal.ts';
import { withoutHeaders } from '../wire/headers.ts';

const dropping = requestHeaders((headers) => withoutHeaders(headers, 'anthropic-version'));

test('a run by a named edition reports it, and is repeated by it', async () => {
  const only = ['--only', 'messages/version/*', '--contract', EDITION, '--json', '-'];
  const { code, stdout } = await typeBehind([dropping], only);
  const report = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(report.contract).toEqual({ edition: EDITION });
  expect(report.results[0].repeat).toContain(` --contract ${EDITION} `);
  expect(report.results[0].docs).toEqual(
    report.results[0].requirements.map((id: string) => `docs/requirements/msg-hdr.md#${id.toLowerCase()}`),
  );
});

test('an edition that is not there is an error before anything is sent', async () => {
  expect(await type(['run', '--contract', '1999-01'])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/--contract 1999-01: .* It knows 20\d\d-\d\d\./),
  });
});
