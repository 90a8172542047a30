import { conformanceTests } from '../../vitest.ts';

await conformanceTests({ only: ['messages/betas/*'], limits: { wait: 0 } });
