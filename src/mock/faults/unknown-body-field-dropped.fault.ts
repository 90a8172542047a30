import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

const KNOWN = new Set(
  'model max_tokens messages system stream stop_sequences temperature top_p top_k metadata tools tool_choice thinking output_config output_format cache_control context_management service_tier inference_geo speed container mcp_servers safeguards fallbacks diagnostics compaction thread anthropic_version anthropic_beta input'.split(
    ' ',
  ),
);

export default fault({
  id: 'unknown-body-field-dropped',
  title: 'Rebuilds the body from the top-level fields that it knows',
  seenIn: ['LiteLLM', 'Onyx'],
  urls: ['https://github.com/onyx-dot-app/onyx/pull/13697', 'https://github.com/mcowger/plexus/pull/661'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/fields/unknown-top-level'],
  seenOutside: ['canary/body/unknown-top-field', 'canary/counts/body'],
  layers: () => [
    requestJson((body) => {
      for (const key of Object.keys(body)) if (!KNOWN.has(key)) delete body[key];
    }),
  ],
});
