import { withoutHeaders } from '../../wire/headers.ts';
import { refusedStream } from '../layers/streamed.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'streamed-refusal-id-dropped',
  title: 'Loses the request-id of refused streams alone',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/response-headers/request-id'],
  layers: () => [
    refusedStream((response) => ({ ...response, headers: withoutHeaders(response.headers, 'request-id') })),
  ],
});
