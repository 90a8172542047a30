import { deltaType } from '../layers/blocks.ts';
import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'signature-delta-dropped',
  title: 'Does not forward signature_delta',
  seenIn: ['CLIProxyAPI', 'ccs'],
  urls: [
    'https://github.com/router-for-me/CLIProxyAPI/pull/570',
    'https://github.com/kaitranntt/ccs/issues/415',
    'https://github.com/QwenLM/qwen-code/pull/6893',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/thinking/signature-arrives', 'messages/thinking/signature-without-text'],
  seenOutside: ['outside/streams/signatures'],
  layers: () => [dropEvents((event) => deltaType(event) === 'signature_delta')],
});
