import { block, messageEnd, messageStart, type Step, textBlock, toolBlock } from '../../src/suite.ts';

const THOUGHT = { type: 'thinking', thinking: '', signature: '' };

function thought(index: number, thinking: string): Step[] {
  const signature = Buffer.from(thinking).toString('base64');
  return block(index, THOUGHT, { type: 'thinking_delta', thinking }, { type: 'signature_delta', signature });
}

/**
 * Two kinds of block twice, since a gateway may keep the first of each alone; white space at the edges of
 * blocks and deltas; and what filters take for private. The address and the card number are nobody's.
 */
export const CONTENT = {
  steps: [
    messageStart({ input_tokens: 1, output_tokens: 1, service_tier: 'standard' }),
    ...thought(0, 'The tests come first.'),
    ...textBlock(
      1,
      '\n\nFirst, ',
      'the tests;',
      ' ask ada.lovelace@example.com ',
      'for 4111 1111 1111 1111.\n',
    ),
    ...toolBlock(2, 'toolu_01ContentCall', 'Bash', '', '{"command":"npm test"}'),
    ...thought(3, 'Then the code.'),
    ...textBlock(4, '  Then ', '\n', '\tthe code.', ' \n'),
    ...messageEnd('tool_use', { output_tokens: 1 }, { stop_details: null }),
  ],
};

/** Blocks of three kinds, so that a gateway that knows one of them only is found out. */
export const ORDERED = {
  steps: [
    messageStart(undefined, { stop_details: null }),
    ...block(
      0,
      { type: 'thinking', thinking: '', signature: '' },
      { type: 'thinking_delta', thinking: 'Two files to read.' },
      { type: 'signature_delta', signature: 'c2lnbmF0dXJlIG9mIGEgdGhvdWdodA==' },
    ),
    ...textBlock(1, 'I read ', 'both.'),
    ...toolBlock(2, 'toolu_01OrderFirst', 'Read', '', '{"file_path":', '"/tmp/a"}'),
    ...toolBlock(3, 'toolu_01OrderSecond', 'Read', '', '{"file_path":', '"/tmp/b"}'),
    ...toolBlock(4, 'toolu_01OrderThird', 'Read', '', '{"file_path":', '"/tmp/c"}'),
    ...toolBlock(5, 'toolu_01OrderFourth', 'Read', '', '{"file_path":', '"/tmp/d"}'),
    ...messageEnd('tool_use'),
  ],
};
