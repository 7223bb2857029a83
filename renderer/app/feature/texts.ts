// Texts people read. A catalogue is one flat record; `t` takes the key and, where the text has parts, those parts.
// Every string on screen comes through here, so that another language or the pseudo-locale has one door.

type Catalogue = Record<string, string | ((parts: never) => string)>;
type PartsOf<Text> = Text extends (parts: infer Parts) => string ? [parts: Parts] : [];

export type Translate<C extends Catalogue> = <Key extends keyof C & string>(
  key: Key,
  ...parts: PartsOf<C[Key]>
) => string;

export function createTexts<const C extends Catalogue>(catalogue: C): Translate<C> {
  return (key, ...parts) => {
    const text = catalogue[key];
    return typeof text === 'function' ? (text as (parts: unknown) => string)(parts[0]) : (text ?? key);
  };
}
