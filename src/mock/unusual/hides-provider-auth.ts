import { managed } from '../layers/credentials.ts';
import { errorAnswer } from '../layers/response.ts';
import { unusual } from './unusual.ts';

const PROVIDER_AUTH = [401, 402, 403];

export default unusual({
  id: 'hides-provider-auth',
  title: "Does not show the developer what the provider says about the gateway's own account",
  warns: [],
  layers: (keys) => [
    managed(keys),
    async (request, next) => {
      const response = await next(request);
      if (!PROVIDER_AUTH.includes(response.status)) return response;
      return errorAnswer(502, 'api_error', "The provider refused the gateway's account.", [], request);
    },
  ],
});
