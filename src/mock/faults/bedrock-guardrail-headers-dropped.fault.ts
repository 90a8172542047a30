import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-guardrail-headers-dropped',
  title: 'Drops the guardrail and service tier headers of Bedrock',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/headers/tier-and-guardrail'],
  layers: () => [requestHeaders((headers) => headers.filter(([name]) => !/^x-amzn-bedrock-/i.test(name)))],
});
