/** The texts of one namespace as another language must provide them: the same keys, any strings.
 * Plural forms that English has and the other language lacks (`…_one`) may be left out. */
export type Shape<Texts> = {
  readonly [Key in keyof Texts as Key extends `${string}_one` ? never : Key]: Texts[Key] extends string
    ? string
    : Shape<Texts[Key]>;
} & {
  readonly [Key in keyof Texts as Key extends `${string}_one` ? Key : never]?: string;
};

/** Every key of a namespace as a dotted path, plural suffixes taken off (`blocks_one`, `blocks_other` → `blocks`). */
export type TextKey<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? WithoutPlural<Key>
    : `${Key}.${TextKey<Texts[Key]>}`;
}[keyof Texts & string];

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key;
