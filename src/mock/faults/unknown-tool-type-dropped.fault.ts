import { filterAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

const KNOWN =
  /^(bash|text_editor|computer|memory|web_search|web_fetch|code_execution|tool_search|advisor|mcp)_/;

export default fault({
  id: 'unknown-tool-type-dropped',
  title: 'Drops tools of a type that it does not know',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/unknown-parts/unknown-tool-type'],
  layers: () => [
    requestJson((body) => {
      filterAt(
        body,
        'tools',
        ({ type }) => type === undefined || type === 'custom' || KNOWN.test(String(type)),
      );
    }),
  ],
});
