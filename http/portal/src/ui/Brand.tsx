import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import mark from './brand-mark.svg';

export function Brand(props: { size?: number }) {
  const { t } = useTranslation();
  const size = props.size ?? 26;
  return (
    <Group gap={10} wrap="nowrap">
      <img src={mark} alt="" width={size} height={size} />
      <Text component="span" fw={700} fz={size * 0.65} lts="-0.01em" lh={1}>
        {t('app.name')}
      </Text>
    </Group>
  );
}
