import { CircleHelp } from 'lucide-react';
import { memo, useCallback, useMemo } from 'react';
import { type Role, roles } from '#simulation/records';
import { traceRole } from '../canvas/shapes.ts';
import { IconButton } from '../design/button.tsx';
import { type Palette, usePalette } from '../design/colours.ts';
import { Popover } from '../design/popover.tsx';
import { useText } from '../use-text.ts';
import { drawGlyph, type Glyph, glyphs } from './message-glyph.ts';
import css from './network-view.module.css';

/** A button that explains every mark of the network picture. */
export const NetworkKey = memo(() => {
  const t = useText('network');
  return (
    <Popover
      label={t('key')}
      align="end"
      trigger={
        <IconButton label={t('key')}>
          <CircleHelp size={16} aria-hidden />
        </IconButton>
      }
    >
      <div className={css.key}>
        <h3>{t('legend.peers')}</h3>
        <ul className={css.keyRoles}>
          {roles.map((role) => (
            <li key={role}>
              <RoleMark role={role} />
              {t(`role.${role}`)}
            </li>
          ))}
        </ul>
        <ul className={css.keySentences}>
          {(['colour', 'behind', 'rim', 'stack', 'link'] as const).map((entry) => (
            <li key={entry}>{t(`legend.${entry}`)}</li>
          ))}
        </ul>
        <h3>{t('legend.messages')}</h3>
        <ul className={css.keyGlyphs}>
          {glyphs.map((glyph) => (
            <li key={glyph}>
              <GlyphMark glyph={glyph} />
              {t(`legend.${glyph}`)}
            </li>
          ))}
        </ul>
        <p className={css.keyHands}>{t('legend.hands')}</p>
      </div>
    </Popover>
  );
});

/** The five messages that matter most, along the lower edge. */
export const GlyphStrip = memo(() => {
  return (
    <ul className={css.strip} aria-hidden>
      {(['inv', 'getdata', 'tx', 'headers', 'block'] as const).map((glyph) => (
        <li key={glyph}>
          <GlyphMark glyph={glyph} />
          {glyph}
        </li>
      ))}
    </ul>
  );
});

function GlyphMark({ glyph }: { readonly glyph: Glyph }) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) =>
      drawGlyph(
        context,
        glyph,
        10,
        10,
        glyph === 'block' ? 7 : 6,
        glyph === 'tx' ? palette.agreed.colour : palette.ink2,
        palette.panel,
      ),
    [glyph],
  );
  return <Mark draw={draw} />;
}

function RoleMark({ role }: { readonly role: Role }) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => {
      context.beginPath();
      traceRole(context, role, 10, 10, 7);
      context.lineWidth = 1.75;
      context.strokeStyle = palette.ink;
      context.stroke();
    },
    [role],
  );
  return <Mark draw={draw} />;
}

/** A still image of a mark: a canvas would be handed to the screen anew in every frame in which any other canvas moves. */
function Mark({ draw }: { readonly draw: (context: CanvasRenderingContext2D, palette: Palette) => void }) {
  const palette = usePalette();
  const source = useMemo(() => {
    const canvas = document.createElement('canvas');
    const ratio = window.devicePixelRatio || 1;
    canvas.width = 20 * ratio;
    canvas.height = 20 * ratio;
    const context = canvas.getContext('2d');
    if (context === null) return undefined;
    context.scale(ratio, ratio);
    draw(context, palette);
    return canvas.toDataURL();
  }, [draw, palette]);
  return <img src={source} alt="" className={css.mark} />;
}
