import { createLearningHost } from "../src/engine/host-learning";
import { offer } from "../src/engine/thread-calls";

offer(
  createLearningHost({
    async sample(path) {
      const answer = await fetch(new URL(`../samples/${path}`, self.location.href));
      if (!answer.ok) throw new Error(`the sample ${path} could not be loaded (${answer.status}). Reload the page`);
      return answer.text();
    },
  }),
);
