import { header } from '../../wire/headers.ts';
import { refuseWhen } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-messages-headers-refused',
  title: 'Refuses headers that belong to the Messages API',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/headers/beside-the-body', 'messages/pairs/reduced-request', 'messages/replay/session'],
  layers: () => [
    refuseWhen(({ headers }) =>
      header(headers, 'anthropic-beta') !== undefined && header(headers, 'anthropic-version') !== undefined
        ? jsonAnswer(400, { message: 'Unknown header: anthropic-beta' })
        : undefined,
    ),
  ],
});
