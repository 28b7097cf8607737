import {
  Button,
  Checkboxes,
  createAll,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
} from 'govuk-frontend'
import { foldFilters } from './fold-filters.mjs'
import { importProgress } from './import-progress.mjs'
import { selectPassages } from './passages.mjs'
import { similarQuestions } from './similar-questions.mjs'
import { tickAll } from './tick-all.mjs'

const components = [
  Button,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
]

components.forEach((component) => createAll(component))
foldFilters()
importProgress()
selectPassages()
similarQuestions()
tickAll()
