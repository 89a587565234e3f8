import { create } from 'zustand';

/** A card with a form for an action; what is already known is filled in. Nodes are table indices, −1: not chosen. */
export type ActionForm =
  | { readonly type: 'pay'; readonly from: number; readonly to: number }
  | { readonly type: 'conflict'; readonly from: number }
  | { readonly type: 'hash-rate'; readonly node: number }
  | { readonly type: 'collide'; readonly first: number }
  | { readonly type: 'connect'; readonly a: number }
  | { readonly type: 'partition' }
  | { readonly type: 'add-node' };

/** A menu at a point of the page, about one thing. */
export type ContextMenu =
  | { readonly kind: 'node'; readonly node: number; readonly x: number; readonly y: number }
  | { readonly kind: 'link'; readonly link: number; readonly x: number; readonly y: number }
  | { readonly kind: 'message'; readonly row: number; readonly x: number; readonly y: number };

/** Which form and which context menu are open. */
export interface ActionState {
  readonly form: ActionForm | undefined;
  readonly menu: ContextMenu | undefined;
  openForm(form: ActionForm): void;
  closeForm(): void;
  openMenu(menu: ContextMenu): void;
  closeMenu(): void;
}

export const useActions = create<ActionState>()((set) => ({
  form: undefined,
  menu: undefined,
  openForm: (form) => set({ form, menu: undefined }),
  closeForm: () => set({ form: undefined }),
  openMenu: (menu) => set({ menu }),
  closeMenu: () => set({ menu: undefined }),
}));
