import { withoutHeaders } from '../../wire/headers.ts';
import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-errortype-dropped',
  title: 'Drops x-amzn-errortype',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/errors/type-header'],
  layers: () => [responseHeaders((headers) => withoutHeaders(headers, 'x-amzn-errortype'))],
});
