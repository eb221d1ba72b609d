import type { components } from '../../api/generated/schema';

/** Black on white with a margin in any colour scheme: cameras need both. */
export function QrCode(props: { picture: components['schemas']['Picture']; label: string }) {
  const { size, path } = props.picture;
  const margin = 4;
  const side = size + 2 * margin;
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`${-margin} ${-margin} ${side} ${side}`}
      width={220}
      height={220}
      shapeRendering="crispEdges"
      style={{ alignSelf: 'center', borderRadius: 8 }}
    >
      <rect x={-margin} y={-margin} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
