import { fault } from './fault.ts';

export default fault({
  id: 'models-shared-list',
  title: 'Lists the same models for developers with different rights',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/model-list/own-models'],
  layers: () => [],
  declares: { secondCredential: { header: 'x-api-key', secret: 'gateway-check-made-up-developer-key-2' } },
});
