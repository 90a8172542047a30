import { objectAt } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { isPath, requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-count-rebuilt',
  title: 'Builds the body inside a count again, without what counting does not need',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/count-tokens/inner-body'],
  layers: () => [
    requestJson((body, request) => {
      if (!isPath(request, '/count-tokens')) return;
      const invoke = objectAt(objectAt(body, 'input'), 'invokeModel');
      const inner = editJson(Buffer.from(String(invoke['body']), 'base64'), (counted) => {
        delete counted['max_tokens'];
        delete counted['anthropic_beta'];
      });
      invoke['body'] = Buffer.from(inner).toString('base64');
    }),
  ],
});
