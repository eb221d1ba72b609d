import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { useProblemText } from '../ui/problemText';

/** The last resort, also when a chunk of an older build is no longer on the server. */
export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const stale = error instanceof Error && /dynamically imported module/i.test(error.message);
  return (
    <Center mih="60dvh" p="lg">
      <Stack align="center" gap="sm" maw={420} ta="center">
        <Title order={1} size="h3">
          {t('problem.page')}
        </Title>
        <Text c="dimmed">{stale ? t('problem.chunk') : problemText(asProblem(error))}</Text>
        <Button onClick={() => window.location.reload()}>{t('problem.reload')}</Button>
      </Stack>
    </Center>
  );
}
