/** `npm run screens` in www/web: renews the pictures in tests/web/screens. */
import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

export default defineConfig({ ...base, testMatch: 'screens.renew.ts', workers: 1 })
