import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-usage-headers-dropped',
  title: 'Drops the token counts and the latency that Bedrock tells in headers',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/reply-extras/headers'],
  layers: () => [
    responseHeaders((headers) =>
      headers.filter(([name]) => !/^x-amzn-bedrock-.*(count|latency)$/i.test(name)),
    ),
  ],
});
