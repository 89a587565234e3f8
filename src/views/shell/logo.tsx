/** The mark: one chain that divides in two. */
export function Logo() {
  return (
    <svg width="26" height="22" viewBox="0 0 26 22" fill="none" aria-hidden="true" strokeWidth="1.75">
      <path d="M8 13h3.5M15 11l2.5-3.5M15 15l2.5 2" stroke="var(--ink-2)" strokeLinecap="round" />
      <rect x="1.5" y="10" width="6.5" height="6.5" rx="1.5" fill="var(--agreed)" />
      <rect
        x="18"
        y="2"
        width="6"
        height="6"
        rx="1.5"
        fill="var(--branch-b-wash)"
        stroke="var(--branch-b)"
        strokeDasharray="2.4 1.6"
      />
      <rect x="17.5" y="14" width="6.5" height="6.5" rx="1.5" fill="var(--branch-a)" />
      <circle cx="13.25" cy="13" r="1.75" fill="var(--accent)" />
    </svg>
  );
}
