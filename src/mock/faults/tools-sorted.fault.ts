import { type Draft, isObject } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

function nameOf(tool: Draft): string {
  return isObject(tool) ? String(tool['name']) : '';
}

export default fault({
  id: 'tools-sorted',
  title: 'Sorts tools by their names',
  seenIn: ['Headroom'],
  urls: ['https://github.com/headroomlabs-ai/headroom'],
  formats: ['anthropic'],
  trips: ['messages/answered-features/preserved-thinking'],
  seenOutside: ['canary/settings/advisor', 'canary/settings/strict-tool', 'outside/settings/deferred-tools'],
  layers: () => [
    requestJson((body) => {
      const { tools } = body;
      if (Array.isArray(tools)) tools.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    }),
  ],
});
