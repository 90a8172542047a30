import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-beta-as-string',
  title: 'Joins anthropic_beta to one string, as the header has it',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/body/betas'],
  layers: () => [
    requestJson((body) => {
      const betas = body['anthropic_beta'];
      if (Array.isArray(betas)) body['anthropic_beta'] = betas.join(',');
    }),
  ],
});
