import { withHeader } from '../../wire/headers.ts';
import { predictionOf } from '../../wire/vertex/resource.ts';
import { forwarded } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-google-token-reminted',
  title: 'Passes a Google token on for messages and puts another one on streams',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/credential/kept-or-replaced'],
  layers: () => [
    (request, next) =>
      predictionOf(request.target)?.method === 'streamRawPredict'
        ? next({ ...request, headers: withHeader(request.headers, 'authorization', 'Bearer ya29.gateway') })
        : next(request),
  ],
  credentials: () => forwarded(),
});
