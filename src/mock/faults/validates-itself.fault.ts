import type { RawHeaders } from '../../wire/headers.ts';
import { parseJson } from '../../wire/json.ts';
import { uuid } from '../encode/ids.ts';
import { collect, once } from '../layers/bytes.ts';
import { errorAnswer } from '../layers/response.ts';
import type { GatewayRequest } from '../middleware.ts';
import { route } from '../routes.ts';
import { validateMessages } from '../validate/validate.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'validates-itself',
  title: 'Refuses what its own copy of the schema does not know, in the words of the API',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'vertex'],
  trips: [
    'common/accounts/one-per-session',
    'common/fields/unknown-top-level',
    'common/isolation/answers-stay-apart',
    'common/isolation/nothing-is-left-over',
    'common/isolation/requests-stay-apart',
    'common/unknown-parts/unknown-block-type',
    'common/unknown-parts/unknown-nested',
    'common/unknown-parts/unknown-tool-type',
    'messages/betas/long-list',
    'messages/betas/unknown-value',
    'messages/count-tokens/forwards-all',
    'messages/models/unknown-name',
    'messages/pairs/halves-stay-single',
  ],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const objection = novelty(request, body);
      if (objection === undefined) return next({ ...request, body: once(body) });
      return errorAnswer(400, 'invalid_request_error', objection, headersOf(request), request);
    },
  ],
});

/** What is new to it in a request; undefined for one that it knows, or that is wrong in an older way. */
function novelty({ method, target, headers }: GatewayRequest, body: Buffer): string | undefined {
  const { operation, format, model } = route(method, target);
  if (operation !== 'messages' && operation !== 'count_tokens') return undefined;
  const parsed: unknown = parseJson(body).value;
  const submission = { format: format.id, headers, body, parsed, operation, model, target };
  const verdict = validateMessages(submission, { strict: false });
  return verdict.ok ? verdict.warnings[0] : undefined;
}

/** It has request ids of its own, which do not look like those of the API. */
function headersOf({ target }: GatewayRequest): RawHeaders {
  return [
    ['request-id', uuid(target)],
    ['x-should-retry', 'false'],
  ];
}
