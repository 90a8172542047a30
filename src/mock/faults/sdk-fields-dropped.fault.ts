import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sdk-fields-dropped',
  title: 'Deletes the fields of server-side fallback and compaction',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/optional-features/sdk-pairs'],
  layers: () => [
    requestJson((body) => {
      for (const key of ['fallbacks', 'compaction', 'diagnostics', 'thread']) delete body[key];
    }),
  ],
});
