import { Alert, Button, CopyButton, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Codes that are shown once: copied or saved now, or never. */
export function BackupCodes(props: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation('security');
  const text = props.codes.join('\n');
  return (
    <Stack>
      <Alert color="yellow">{t('codes.once')}</Alert>
      <SimpleGrid
        component="ul"
        cols={{ base: 1, xs: 2 }}
        spacing="xs"
        m={0}
        p={0}
        style={{ listStyle: 'none' }}
        aria-label={t('codes.title')}
      >
        {props.codes.map((code) => (
          <Text component="li" key={code} ff="monospace" dir="ltr" ta="center">
            {code}
          </Text>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'codes.copied' : 'codes.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          component="a"
          download="leadmetrics-backup-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text + '\n')}`}
        >
          {t('codes.save')}
        </Button>
      </Group>
      <Group justify="flex-end">
        <Button onClick={props.onDone}>{t('codes.done')}</Button>
      </Group>
    </Stack>
  );
}
