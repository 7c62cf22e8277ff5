import { WaitBudget } from './wait-budget';

const OVERFLOW = expect.objectContaining({ code: 'controller_queue_overflow' });

describe('WaitBudget', () => {
  it('refuses more than its count, until something stops waiting', () => {
    const budget = new WaitBudget(2, 1000);
    budget.take(1);
    budget.take(1);
    expect(() => budget.take(1)).toThrow(OVERFLOW);
    budget.giveBack(1);
    expect(() => budget.take(1)).not.toThrow();
  });

  it('refuses more memory than its bytes, however few wait', () => {
    const budget = new WaitBudget(100, 1000);
    budget.take(900);
    expect(() => budget.take(101)).toThrow(OVERFLOW);
    budget.take(100);
    budget.giveBack(100);
    budget.giveBack(900);
    expect(budget.isUnused).toBe(true);
  });
});
