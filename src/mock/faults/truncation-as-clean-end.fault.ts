import { streamBody } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'truncation-as-clean-end',
  title: 'Ends an answer cleanly when the upstream has broken off',
  seenIn: ['nginx', 'Caddy', 'lighttpd', 'Portkey', 'claude-code-router'],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-end/cut-is-visible'],
  layers: () => [
    streamBody(async function* (body) {
      try {
        yield* body;
      } catch {
        // The defect: nobody downstream learns that there was more to come.
      }
    }),
  ],
});
