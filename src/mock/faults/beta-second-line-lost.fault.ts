import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'beta-second-line-lost',
  title: 'Reads only the first line of a repeated anthropic-beta header',
  seenIn: [],
  urls: ['https://github.com/anthropics/anthropic-sdk-go/pull/287'],
  formats: ['anthropic'],
  trips: ['messages/betas/split-lines'],
  seenOutside: ['canary/headers/beta-lines-and-blanks'],
  layers: () => [
    requestHeaders((headers) => {
      const first = headers.findIndex(([name]) => name.toLowerCase() === 'anthropic-beta');
      return headers.filter(([name], i) => i === first || name.toLowerCase() !== 'anthropic-beta');
    }),
  ],
});
