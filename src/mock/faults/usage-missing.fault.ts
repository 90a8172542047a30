import { editUsage } from '../layers/blocks.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'usage-missing',
  title: 'Leaves usage out of messages',
  seenIn: ['cc-switch', 'free-claude-code'],
  urls: [
    'https://github.com/farion1231/cc-switch/issues/1945',
    'https://github.com/Alishahryar1/free-claude-code/issues/209',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/endpoints/invoke',
    'common/usage/in-json',
    'common/usage/input-at-start',
    'messages/open-parts/unknown-fields',
    'vertex/endpoints/raw-predict',
  ],
  seenOutside: ['outside/answers/whole-message', 'outside/streams/usage'],
  layers: () =>
    editUsage((_usage, of, owner) => {
      if (of !== 'delta') delete owner['usage'];
    }),
});
