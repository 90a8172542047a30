import { editUsage } from '../layers/blocks.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'usage-start-zero',
  title: 'Reports no input tokens at the start of a stream',
  seenIn: ['CLIProxyAPI', 'LobeHub relay'],
  urls: [
    'https://github.com/router-for-me/CLIProxyAPI/issues/1700',
    'https://github.com/lobehub/lobehub/pull/18612',
  ],
  formats: ['anthropic'],
  trips: ['common/usage/input-at-start'],
  seenOutside: ['outside/streams/usage'],
  layers: () =>
    editUsage((usage, of) => {
      if (of === 'start') usage['input_tokens'] = 0;
    }),
});
