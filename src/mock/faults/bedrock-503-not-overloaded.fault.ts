import { bridge } from '../bridge/bridge.ts';
import { jsonAnswer } from '../layers/response.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bedrock-503-not-overloaded',
  title: "Passes the form of Bedrock's errors on when Bedrock is overloaded",
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm/issues/36655'],
  formats: ['anthropic'],
  trips: ['bridge/refusals/status-and-shape'],
  seenOutside: ['bridge/refusals/status-and-shape'],
  declares: bridging('bedrock'),
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (response.status !== 529) return response;
      return jsonAnswer(503, { message: 'Model is getting throttled. Try your request again.' });
    },
    bridge({ to: 'bedrock' }),
  ],
});
