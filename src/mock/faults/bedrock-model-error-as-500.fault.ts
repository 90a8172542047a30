import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-model-error-as-500',
  title: 'Answers 500 when the model failed with 424',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/errors/own-status'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      return response.status === 424 ? { ...response, status: 500 } : response;
    },
  ],
});
