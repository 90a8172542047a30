import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-requestid-dropped',
  title: 'Takes the x-amzn headers away',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/response-headers/x-amzn-requestid'],
  layers: () => [responseHeaders((headers) => headers.filter(([name]) => !/^x-amzn-/i.test(name)))],
});
