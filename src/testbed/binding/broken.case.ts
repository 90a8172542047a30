import { betas } from '../../mock/layers/betas.ts';
import { managed } from '../../mock/layers/credentials.ts';
import { requestHeaders } from '../../mock/layers/request.ts';
import { conformanceTests } from '../../vitest.ts';
import { withHeader } from '../../wire/headers.ts';

/** A gateway that adds a beta value of its own, which is a warning, and changes the version, which is not. */
await conformanceTests({
  layers: (keys) => [
    betas((values) => [...values, 'gateway-2025-01-01']),
    requestHeaders((headers) => withHeader(headers, 'anthropic-version', '2023-01-01')),
    managed(keys),
  ],
  only: [
    'messages/betas/*-value',
    'messages/betas/nothing-added',
    'messages/version/forwarded',
    '*/long-silence',
  ],
  seed: 'binding',
});
