import { managed } from '../layers/credentials.ts';
import { unusual } from './unusual.ts';

export default unusual({
  id: 'notices-late',
  title: 'Notices that the client has left when it has something for it, as Apache and HAProxy do',
  warns: ['common/cancellation/before-first-byte', 'common/cancellation/non-streaming'],
  layers: (keys) => [
    managed(keys),
    (request, next) => next({ ...request, gone: new AbortController().signal }),
  ],
});
