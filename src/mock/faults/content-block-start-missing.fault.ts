import { objectAt } from '../layers/draft.ts';
import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'content-block-start-missing',
  title: 'Leaves out the content_block_start of tool calls',
  seenIn: ['vLLM', 'CliRelay', 'CLIProxyAPI', 'new-api', 'LiteLLM', 'ik_llama.cpp'],
  urls: [
    'https://github.com/cooperbench/CooperBench/pull/66',
    'https://github.com/kittors/CliRelay/pull/740',
    'https://github.com/router-for-me/CLIProxyAPI/issues/3720',
    'https://github.com/QuantumNous/new-api/issues/4321',
    'https://github.com/BerriAI/litellm/issues/13373',
    'https://github.com/ikawrakow/ik_llama.cpp/issues/1524',
  ],
  formats: ['anthropic'],
  trips: ['messages/stream-content/blocks-as-sent', 'messages/stream-order/blocks-opened'],
  seenOutside: ['outside/streams/blocks'],
  layers: () => [dropEvents(({ json }) => objectAt(json, 'content_block')['type'] === 'tool_use')],
});
