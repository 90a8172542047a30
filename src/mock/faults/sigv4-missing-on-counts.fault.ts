import { withoutHeaders } from '../../wire/headers.ts';
import { isPath } from '../layers/request.ts';
import { signing } from '../layers/sign.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sigv4-missing-on-counts',
  title: 'Forgets to sign counts',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/credential/fits-the-request', 'messages/count-tokens/number-or-clear-no'],
  layers: () => [
    (request, next) =>
      next(
        isPath(request, '/count-tokens')
          ? { ...request, headers: withoutHeaders(request.headers, 'authorization') }
          : request,
      ),
  ],
  credentials: (keys) => signing(keys),
  signs: true,
});
