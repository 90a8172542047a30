import { withHeader } from '../../wire/headers.ts';
import { signing } from '../layers/sign.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sigv4-wrong-host-on-profiles',
  title: 'Signs calls of inference profiles for another host than it sends them to',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/credential/fits-the-request'],
  layers: () => [],
  credentials: (keys) =>
    signing(keys, (request) =>
      request.target.includes('inference-profile%2F')
        ? { ...request, headers: withHeader(request.headers, 'host', 'bedrock.us-east-1.amazonaws.com') }
        : request,
    ),
  signs: true,
});
