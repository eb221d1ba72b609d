import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { startI18n } from '../i18n';

beforeAll(() => startI18n(['en']));
afterEach(cleanup);
// What is awaited comes; a busy machine takes its time.
configure({ asyncUtilTimeout: 20_000 });

// What Mantine asks of a browser and the test environment does not have.
if (!('fonts' in document)) {
  Object.assign(document, { fonts: new EventTarget() });
}
