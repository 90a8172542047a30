import { headerList } from '../../wire/headers.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'pair-completed',
  title: 'Adds the body field that a beta value belongs to',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/pairs/halves-stay-single'],
  layers: () => [
    requestJson((body, { headers }) => {
      const asked = headerList(headers, 'anthropic-beta').some((value) =>
        value.startsWith('context-management-'),
      );
      if (asked) body['context_management'] ??= { edits: [] };
    }),
  ],
});
