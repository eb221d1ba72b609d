import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';

const PAUSE_MS = 250;

/** A search field that reports what was typed after a short pause. */
export function SearchInput(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
  w?: number | string | object;
}) {
  const { t } = useTranslation();
  const { label, value, onChange, ref, w = { base: '100%', xs: 200 } } = props;
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // A value changed from outside (a link, "clear filters") replaces what was typed.
  if (known !== value) {
    setKnown(value);
    if (value !== typed.trim()) setTyped(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  // What is asked for beside it may have changed while this one waited.
  const report = useRef(onChange);
  useEffect(() => {
    report.current = onChange;
  }, [onChange]);

  const change = (next: string, pause: number) => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => report.current(next.trim()), pause);
  };

  return (
    <TextInput
      ref={ref}
      type="search"
      w={w}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(e) => change(e.currentTarget.value, PAUSE_MS)}
      rightSection={
        typed && (
          <CloseButton size="sm" aria-label={t('common.clearSearch')} onClick={() => change('', 0)} />
        )
      }
    />
  );
}
