import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { repository } from './server.ts'

/** Chromium comes from the system: its path stands in QS_CHROMIUM. */
export const launchOptions = {
  executablePath: process.env.QS_CHROMIUM,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

export default defineConfig({
  testDir: '.',
  outputDir: join(repository, 'target/web-tests'),
  // Of two cores, and one more: a test waits for half of its time.
  workers: 3,
  fullyParallel: true,
  timeout: 120_000,
  // Generous: the machine may be busy with other work.
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: { actionTimeout: 20_000, launchOptions, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
})
