// A bare loop over undici's `Pool.request`: no queue, no journal, no retry, nothing kept.
import { serveContender } from '../contender.ts';
import { openPoster, type PostSetup } from './poster.ts';

export interface CountTask {
  readonly count: number;
}

serveContender<PostSetup, CountTask, null>((setup) => {
  const poster = openPoster(setup);
  return {
    run: async ({ count }) => {
      let begun = 0;
      const loop = async () => {
        while (begun < count) {
          begun += 1;
          await poster.post();
        }
      };
      await Promise.all(Array.from({ length: setup.connections }, loop));
      return null;
    },
    close: () => poster.close(),
  };
});
