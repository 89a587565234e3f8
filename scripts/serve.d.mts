/** Serves a folder on this machine only; `wantedPort` 0: any free port. */
export function serveFolder(
  folder: string,
  wantedPort: number,
): Promise<{ readonly url: string; readonly close: () => void }>;
