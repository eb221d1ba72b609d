import { Tooltip } from '@mantine/core';
import { useFormat, useNow } from '../app/format';

/** A moment, short to read and complete on hover. */
export function Time(props: { at: string; as?: 'short' | 'time' | 'relative'; className?: string }) {
  const format = useFormat();
  const now = useNow();
  const { at, as = 'short' } = props;
  return (
    <Tooltip label={format.full(at)} events={{ hover: true, focus: false, touch: false }}>
      <time dateTime={at} className={props.className}>
        {as === 'time' ? format.time(at) : format[as](at, now)}
      </time>
    </Tooltip>
  );
}
