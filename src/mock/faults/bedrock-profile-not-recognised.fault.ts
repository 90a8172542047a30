import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-profile-not-recognised',
  title: 'Drops thinking when the id in the path does not say claude',
  seenIn: ['AWS connector sample', 'Bifrost'],
  urls: [
    'https://github.com/aws-samples/sample-connector-for-bedrock/issues/87',
    'https://github.com/maximhq/bifrost/pull/6203',
  ],
  formats: ['bedrock'],
  trips: ['bedrock/model-ids/opaque-id-same-body'],
  seenOutside: ['outside/bedrock/opaque-id'],
  layers: () => [
    requestJson((body, { target }) => {
      if (!/claude/.test(target)) delete body['thinking'];
    }),
  ],
});
