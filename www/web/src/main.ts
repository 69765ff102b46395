import { createApp } from 'vue'
import App from './app.vue'
import { router } from './router'
import { applySettings } from './settings'
import './style/tokens.css'
import './style/app.css'

if (!window.belowFloor) {
  applySettings()
  createApp(App).use(router).mount('#app')
}
