import { readPicture } from './picture';
import { fakePicture } from './testing/fake-pictures';

describe('a picture', () => {
  it.each(['png', 'jpeg'] as const)('tells its size (%s)', (format) => {
    expect(readPicture(fakePicture(format, 1280, 720, 101), format)).toMatchObject({
      width: 1280,
      height: 720,
      byteLength: 101,
    });
  });

  it('is none when it has no size', () => {
    expect(() => readPicture(btoa('\u00ff\u00d8'), 'jpeg')).toThrow('no size');
    expect(() => readPicture('', 'png')).toThrow();
  });
});
