import { expect, test } from 'vitest';
import { Budget } from './budget.ts';

test('what is settled as billed is used up, what is not comes back', async () => {
  const budget = new Budget(2);
  await budget.take();
  budget.settle(true);
  await budget.take();
  budget.settle(false);
  await budget.take();
  budget.settle(true);
  expect(budget.billable).toEqual({ limit: 2, used: 2 });
  await expect(budget.take()).rejects.toThrow(/--max-billable/);
});

test('the last unit is waited for while it may come back', async () => {
  const budget = new Budget(1);
  await budget.take();
  const [second, third] = [budget.take(), budget.take()];
  budget.settle(false);
  await second;
  budget.settle(true);
  await expect(third).rejects.toThrow('no billable request is left');
});
