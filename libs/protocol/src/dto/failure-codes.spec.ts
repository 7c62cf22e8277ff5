import { IsOptional, IsString } from 'class-validator';
import { FailsWith } from './fails-with';
import { failureCodes } from './failure-codes';

@FailsWith('invalid_command')
class Body {
  @FailsWith('invalid_node_id', { missing: 'nodeId_required' })
  @IsString()
  nodeId: string;

  @FailsWith('invalid_level', { missing: 'code_required' })
  @IsOptional()
  @IsString()
  level?: string;

  @IsString()
  more: string;
}

describe('failureCodes', () => {
  it('names what a wrong or missing field answers, and nothing for the absence of one that may be absent', () => {
    expect([...failureCodes(Body)].sort()).toEqual([
      'invalid_command',
      'invalid_level',
      'invalid_node_id',
      'nodeId_required',
    ]);
  });

  it('names nothing for a DTO without fields', () => {
    class Empty {}
    expect(failureCodes(Empty)).toEqual([]);
  });
});
