/** @file The entry: state from the address, the page on the screen, and only then the engine. */
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/source-serif-4/opsz-italic.css'
import './theme.css'
import './base.css'
import { createWorkerEngine } from '../worker/client.ts'
import { mount } from './mount.tsx'

void mount(document, createWorkerEngine)
