import type { Parameter, ParameterValues } from '#simulation/scenario/parameter';

/** A scenario's text with `{id}` replaced by the value of that parameter, in words. Unknown ids stay as they are. */
export function fillIn(
  text: string,
  parameters: readonly Parameter[],
  values: ParameterValues,
  say: (parameter: Parameter, value: number | boolean) => string,
): string {
  return text.replace(/\{([a-zA-Z][\w-]*)\}/g, (whole, id: string) => {
    const parameter = parameters.find((each) => each.id === id);
    return parameter === undefined ? whole : say(parameter, values[id] ?? parameter.value);
  });
}

/** A text's paragraphs: what blank lines part. */
export function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
