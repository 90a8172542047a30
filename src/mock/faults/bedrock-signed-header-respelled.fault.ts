import { forwarded } from '../layers/credentials.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-signed-header-respelled',
  title: 'Adds a charset to the content type that the caller has signed',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/credential/signature-passes'],
  layers: () => [
    requestHeaders((headers) =>
      headers.map(([name, value]) =>
        name.toLowerCase() === 'content-type' ? [name, `${value}; charset=utf-8`] : [name, value],
      ),
    ),
  ],
  credentials: forwarded,
});
