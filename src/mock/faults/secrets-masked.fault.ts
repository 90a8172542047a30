import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

const ADDRESS = /[\w.+-]+@[\w-]+\.[\w.]+/g;

export default fault({
  id: 'secrets-masked',
  title: 'Masks what looks like an address or a key in the body',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/text/not-masked'],
  layers: () => [
    requestBody((body) => Buffer.from(body.toString('latin1').replace(ADDRESS, '[redacted]'), 'latin1')),
  ],
});
