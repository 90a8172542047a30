import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-user-profile-dropped',
  title: 'Drops user_profile_id from the body',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/body/user-profile'],
  layers: () => [
    requestJson((body) => {
      delete body['user_profile_id'];
    }),
  ],
});
