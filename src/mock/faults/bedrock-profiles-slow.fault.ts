import { setTimeout } from 'node:timers/promises';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const SLOW = 3_000;

export default fault({
  id: 'bedrock-profiles-slow',
  title: 'Takes three seconds to refuse the listing of inference profiles',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/endpoints/profiles-are-answered'],
  layers: () => [
    async (request, next) => {
      if (!request.target.startsWith('/inference-profiles')) return next(request);
      await setTimeout(SLOW, undefined, { signal: request.gone });
      return jsonAnswer(404, { message: 'Not found.' });
    },
  ],
});
