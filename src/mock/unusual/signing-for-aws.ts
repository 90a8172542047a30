import { signing } from '../layers/sign.ts';
import { unusual } from './unusual.ts';

export default unusual({
  id: 'signing-for-aws',
  title: 'Signs each request for Bedrock, last of all and in place of a bearer key',
  warns: [],
  signs: true,
  layers: (keys) => [signing(keys)],
});
