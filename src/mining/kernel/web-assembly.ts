/** The part of WebAssembly's JavaScript interface that the kernel needs; the language library has no types for it. */
export interface WebAssemblyEngine {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
}

/** The engine of this machine, if there is one. */
export function webAssembly(): WebAssemblyEngine | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyEngine }).WebAssembly;
}
