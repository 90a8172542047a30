import { expect, test } from 'vitest';
import { confirmationsIn, sectionsOf } from './findings.ts';

const FILE = 'interop/thing/findings.md';

const PAGE = `# Thing

What it is.

## MSG-HDR-01, MSG-HDR-04b: beta values

Cause: gateway

    anthropic-beta: a

### On the other hop

Nothing.

## \`LIM-01\` and BDR-EP-03

**Cause: configuration.** A limit.

## Public reports

None.
`;

test('each id in a heading is confirmed by its section', () => {
  expect(confirmationsIn(sectionsOf(FILE, PAGE))).toEqual([
    {
      requirement: 'MSG-HDR-01',
      cause: 'gateway',
      shown: `${FILE}#msg-hdr-01-msg-hdr-04b-beta-values`,
    },
    {
      requirement: 'MSG-HDR-04b',
      cause: 'gateway',
      shown: `${FILE}#msg-hdr-01-msg-hdr-04b-beta-values`,
    },
    { requirement: 'LIM-01', cause: 'configuration', shown: `${FILE}#lim-01-and-bdr-ep-03` },
    { requirement: 'BDR-EP-03', cause: 'configuration', shown: `${FILE}#lim-01-and-bdr-ep-03` },
  ]);
});

test('what stands below smaller headings belongs to the section', () => {
  expect(sectionsOf(FILE, PAGE).map(({ heading }) => heading)).toEqual([
    'MSG-HDR-01, MSG-HDR-04b: beta values',
    '`LIM-01` and BDR-EP-03',
    'Public reports',
  ]);
});

test('a section that does not say who is at fault confirms nothing', () => {
  const sections = sectionsOf(FILE, '## MSG-HDR-01\n\nBytes.\n');
  expect(() => confirmationsIn(sections)).toThrow(`${FILE}#msg-hdr-01 does not say "Cause: gateway"`);
});
