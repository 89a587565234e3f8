/** Opens the menu of a node at a point of the page (client pixels). */
export function openNodeMenu(_node: number, _x: number, _y: number): void {}

/** Opens the menu of a link at a point of the page. */
export function openLinkMenu(_link: number, _x: number, _y: number): void {}

/** Opens the menu of a message under way, named by the global log row of its send. */
export function openMessageMenu(_row: number, _x: number, _y: number): void {}
