import { errorIn, responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

// The client finds the words it knows behind a prefix, too, so that nothing but the wording itself is harmed.
export default fault({
  id: 'error-message-prefixed',
  title: 'Puts the name of the provider before the message of upstream errors',
  seenIn: ['Portkey'],
  urls: ['https://github.com/Portkey-AI/gateway/issues/1589'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/errors/wording',
    'common/error-envelope/bytes',
    'common/error-envelope/wording',
    'vertex/errors/google-wording',
  ],
  seenOutside: [
    'bedrock/errors/wording',
    'common/error-envelope/bytes',
    'common/error-envelope/wording',
    'vertex/errors/google-wording',
  ],
  layers: () => [
    responseJson('error', (body) => {
      const error = errorIn(body);
      error['message'] = `anthropic error: ${error['message']}`;
    }),
  ],
});
