import { parseJson } from '../../wire/json.ts';
import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-bad-frame-swallowed',
  title: 'Skips events whose data it cannot parse',
  seenIn: ['praxis'],
  urls: ['https://github.com/praxis-proxy/ai/issues/935'],
  formats: ['anthropic'],
  trips: ['messages/stream-damage/not-skipped'],
  seenOutside: ['messages/stream-damage/not-skipped'],
  layers: () => [dropEvents(({ frame }) => frame.data !== '' && parseJson(frame.data).value === undefined)],
});
