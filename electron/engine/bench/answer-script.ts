// What the receiver answers, in order. The last answer stays.
import { type Answer, answerSchema } from '../../../shared/bench/capture.ts';

export class AnswerScript {
  readonly answers: readonly Answer[];
  #index = 0;
  #given = 0;

  constructor(answers: readonly Answer[]) {
    this.answers = answers;
  }

  next(): Answer {
    const answer = this.answers[this.#index];
    if (answer === undefined) return answerSchema.parse({});
    this.#given += 1;
    const isUsedUp = answer.times !== undefined && this.#given >= answer.times;
    if (isUsedUp && this.#index < this.answers.length - 1) {
      this.#index += 1;
      this.#given = 0;
    }
    return answer;
  }
}
