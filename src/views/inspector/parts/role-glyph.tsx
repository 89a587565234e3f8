import type { Role } from '#simulation/records';

/** The shape that stands for a role everywhere: circle node, hexagon miner, square merchant, triangle attacker. */
export function RoleGlyph({ role, size = 11 }: { readonly role: Role; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" style={{ flex: 'none' }}>
      <g fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round">
        {role === 'node' && <circle cx="6" cy="6" r="4.6" />}
        {role === 'miner' && <path d="M6 1 L10.5 3.5 V8.5 L6 11 L1.5 8.5 V3.5 Z" />}
        {role === 'merchant' && <rect x="1.5" y="1.5" width="9" height="9" rx="1.5" />}
        {role === 'attacker' && <path d="M6 1.2 L11 10.5 H1 Z" />}
      </g>
    </svg>
  );
}
