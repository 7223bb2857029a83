// What a mark, badge or note says by its colour. A tone never stands alone: a word or a shape says the same.

export type Tone = 'neutral' | 'accent' | 'success' | 'warn' | 'danger' | 'info' | 'assume' | 'timeout';
