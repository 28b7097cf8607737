const narrow = '(max-width: 48rem)'

/**
 * Closes the filters of a register where the screen is too narrow to show
 * them beside the list, so that the list comes first. Those in which something
 * is to be put right stay open.
 */
export function foldFilters() {
  if (!window.matchMedia(narrow).matches) {
    return
  }
  document.querySelectorAll('details.app-filter__fold').forEach((fold) => {
    fold.open = fold.querySelector('.govuk-form-group--error') !== null
  })
}
