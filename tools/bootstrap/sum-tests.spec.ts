import { sumTests } from './sum-tests.mjs';

type Status = 'passed' | 'failed' | 'pending';
const file = (name: string, tests: Record<string, Status> | [string, Status][], status = 'passed') => ({
  name,
  status,
  assertionResults: (Array.isArray(tests) ? tests : Object.entries(tests)).map(([fullName, verdict]) => ({
    fullName,
    status: verdict,
  })),
});
const run = (name: string, exitCode: number, ...testResults: ReturnType<typeof file>[]) => ({
  name,
  exitCode,
  result: { testResults },
});

describe('the sum over test runs', () => {
  it('counts a test that ran twice once', () => {
    const unit = file('a.spec.ts', { one: 'passed', two: 'passed' });
    const runs = [run('check', 0, unit), run('test', 0, unit, file('b.e2e-spec.ts', { three: 'passed' }))];
    expect(sumTests(runs)).toEqual({ passed: 3, failed: [] });
  });

  it('counts a test as failed when one of its runs failed', () => {
    const runs = [
      run('check', 1, file('a.spec.ts', { one: 'failed' }, 'failed')),
      run('test', 0, file('a.spec.ts', { one: 'passed' })),
    ];
    expect(sumTests(runs)).toEqual({ passed: 0, failed: ['a.spec.ts › one'] });
  });

  it('counts tests of the same title, and leaves skipped ones out', () => {
    const tests: [string, Status][] = [
      ['same', 'passed'],
      ['same', 'failed'],
      ['later', 'pending'],
    ];
    expect(sumTests([run('test', 1, file('a.spec.ts', tests, 'failed'))])).toEqual({
      passed: 1,
      failed: ['a.spec.ts › same (2)'],
    });
  });

  it('counts a file that could not run as one failure', () => {
    expect(sumTests([run('test', 1, file('broken.spec.ts', {}, 'failed'))])).toEqual({
      passed: 0,
      failed: ['broken.spec.ts'],
    });
  });

  it('counts a run that failed for other reasons than tests, such as lint', () => {
    expect(sumTests([run('check', 1, file('a.spec.ts', { one: 'passed' }))])).toEqual({
      passed: 1,
      failed: ['check itself'],
    });
  });

  it('counts a run without any result as failed', () => {
    expect(sumTests([{ name: 'test', exitCode: 1, result: undefined }])).toEqual({
      passed: 0,
      failed: ['test itself'],
    });
  });
});
