import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { startI18n } from '../i18n';

beforeAll(() => startI18n(['en']));
afterEach(cleanup);

// What Mantine asks of a browser and the test environment does not have.
if (!('fonts' in document)) {
  Object.assign(document, { fonts: new EventTarget() });
}
