import { signed } from '../layers/sign.ts';
import { fault } from './fault.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made/up+secret' };

export default fault({
  id: 'aws-signed-for-bedrock',
  title: 'Signs for the service that it knows, Bedrock',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/credential/fits-the-request'],
  layers: () => [signed({ keys: KEYS, host: 'aws-external-anthropic.us-east-1.api.aws' })],
});
