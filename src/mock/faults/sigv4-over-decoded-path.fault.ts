import { signing } from '../layers/sign.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sigv4-over-decoded-path',
  title: 'Signs the decoded path and sends the one that came',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/credential/fits-the-request'],
  layers: () => [],
  credentials: (keys) =>
    signing(keys, (request) => ({
      ...request,
      target: request.target.replace(/^[^?]*/, decodeURIComponent),
    })),
  signs: true,
});
