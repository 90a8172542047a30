import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'content-type-lost',
  title: 'Forwards requests without a content-type',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/framing/length-and-type'],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'content-type'))],
});
