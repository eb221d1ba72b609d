import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { usePageTitle } from '../ui/Page';
import { useProblemText } from '../ui/problemText';

/** The last resort, also when a chunk of an older build is no longer on the server. */
export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  usePageTitle(t('problem.page'));
  // As Chrome and Firefox, and as Safari, put it.
  const stale = error instanceof Error && /imported module|importing a module/i.test(error.message);
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
