import { useText } from '../../use-text.ts';
import { AnnotatedHex } from '../bytes/annotated-hex.tsx';
import type { HexField } from '../bytes/hex-field.ts';
import { useMoment } from '../moment.ts';
import { Prose } from '../parts/facts.tsx';

const most = 24;

/** The newest headers of the chain, 80 bytes each: all that a light client would have to keep. */
export function AllHeaders() {
  const t = useText('inspector');
  const { history, tip } = useMoment();
  const chain: number[] = [];
  for (let at = tip; at >= 0 && chain.length < most; at = history.blocks[at]!.parent) chain.unshift(at);
  const fields = chain.map((block, index): HexField => {
    const record = history.blocks[block]!;
    return {
      start: index * 80,
      end: index * 80 + 80,
      label: t('bytes.headerOf', { height: record.height }),
      text: record.hash,
      hue: index % 2 === 0 ? 0 : 2,
    };
  });
  return (
    <>
      <Prose>
        <p>{t('bytes.allHeadersNote', { count: chain.length })}</p>
      </Prose>
      <AnnotatedHex
        hex={chain.map((block) => history.blocks[block]!.headerHex).join('')}
        fields={fields}
        what={t('bytes.allHeaders')}
      />
    </>
  );
}
