/** Lets the reader choose a run file; undefined when they change their mind. */
export function chooseFile(): Promise<{ readonly text: string; readonly name: string } | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.addEventListener('cancel', () => resolve(undefined));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file === undefined) resolve(undefined);
      else void readFile(file).then(resolve);
    });
    input.click();
  });
}

/** A file's text; only as much of it as a run file may have, so that a huge one is refused instead of filling memory. */
export async function readFile(file: File): Promise<{ readonly text: string; readonly name: string }> {
  return { text: await file.slice(0, mostBytes + 1).text(), name: file.name };
}

const mostBytes = 32_000_000;
