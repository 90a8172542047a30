import { collect } from '../layers/bytes.ts';
import { editJson } from '../layers/edit.ts';
import { withContent } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-error-message-hidden',
  title: 'Puts its own words in place of the message of a refusal',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: [
    'bedrock/errors/wording',
    'common/error-envelope/bytes',
    'common/error-envelope/wording-somewhere',
    'common/error-recovery/input-and-max-tokens',
    'common/error-recovery/prompt-too-long',
    'common/error-recovery/rejected-features',
  ],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (response.status < 400) return response;
      const body = await collect(response.body);
      return withContent(
        response,
        editJson(body, (error) => {
          error['message'] = 'Bedrock refused the request.';
        }),
      );
    },
  ],
});
