import type { DraftObject } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

const BUFFER = 8192;

function rename(body: DraftObject): void {
  if (body['model'] === 'team-claude') body['model'] = 'claude-sonnet-4-6';
}

export default fault({
  id: 'body-spooled-transform-skipped',
  title: 'Applies its model mapping only to bodies that fit a small buffer',
  seenIn: ['Kong'],
  urls: ['https://github.com/Kong/developer.konghq.com/issues/4694'],
  formats: ['anthropic'],
  trips: ['messages/models/opaque-name'],
  layers: () => [requestBody((body) => (body.length < BUFFER ? editJson(body, rename) : body))],
  declares: { model: 'team-claude', upstreamModel: 'claude-sonnet-4-6' },
});
