import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';

/** A choice from a short list, with the platform's own menu: at home on phones and keyboards. */
export function Choice(props: NativeSelectProps) {
  return (
    <NativeSelect rightSection={<IconChevronDown size={16} stroke={1.8} aria-hidden />} {...props} />
  );
}
