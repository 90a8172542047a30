import { refusedStream } from '../layers/streamed.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'streamed-429-to-400',
  title: 'Answers a rate limit with 400 when the request streams',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/error-status/rate-limit'],
  layers: () => [
    refusedStream((response) => (response.status === 429 ? { ...response, status: 400 } : response)),
  ],
});
