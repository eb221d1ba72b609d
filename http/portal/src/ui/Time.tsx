import { useFormat, useNow } from '../app/format';

/** A moment, short to read and complete on hover. */
export function Time(props: { at: string; as?: 'short' | 'time' | 'relative'; className?: string }) {
  const format = useFormat();
  const now = useNow();
  const { at, as = 'short' } = props;
  return (
    <time dateTime={at} title={format.full(at)} className={props.className}>
      {as === 'time' ? format.time(at) : format[as](at, now)}
    </time>
  );
}
