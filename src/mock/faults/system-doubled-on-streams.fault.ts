import { requestJson } from '../layers/request.ts';
import { whenStreamed } from '../layers/streamed.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'system-doubled-on-streams',
  title: 'Sends the last of several system blocks twice with streams',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/shape/same-entries', 'messages/replay/same-text'],
  layers: () => [
    whenStreamed(
      requestJson((body) => {
        const { system } = body;
        const last = Array.isArray(system) && system.length > 1 ? system.at(-1) : undefined;
        if (Array.isArray(system) && last !== undefined) body['system'] = [...system, structuredClone(last)];
      }),
    ),
  ],
});
