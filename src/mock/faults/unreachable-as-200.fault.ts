import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'unreachable-as-200',
  title: 'Answers with 200 when the upstream cannot be reached',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/unreachable/error-status', 'common/unreachable/quick-json'],
  layers: () => [
    async (request, next) => {
      try {
        return await next(request);
      } catch {
        return textAnswer(200, 'application/json', '{}');
      }
    },
  ],
});
