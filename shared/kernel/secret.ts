// A value that must not be printed. Everything that turns an object into text shows `[secret]`; only `reveal()` gives the value.

const shown = '[secret]';

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The plain value. Call it only where the bytes leave for an origin the secret is bound to, or for the vault file. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  // Node's util.inspect, and so console.log and every logger, looks for this registered symbol.
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return shown;
  }
}
