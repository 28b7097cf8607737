/** After how long without a change a selection is told. */
const settled = 250

/** Counts letters as the service does: by code points, not by UTF-16 units. */
const letters = (text) => [...text].length

/**
 * Where the selection stands in the text around it, counted from 1, the last
 * letter included. Only the pieces of the text count, which say where they
 * begin; what stands between them on the page is no part of it.
 */
function passageOf(selection, within) {
  const range = selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null
  const found = { first: 0, last: 0, text: '' }
  if (!range?.intersectsNode(within)) {
    return found
  }
  for (const piece of within.querySelectorAll('[data-first]')) {
    if (range.intersectsNode(piece)) {
      add(found, piece, range)
    }
  }
  return found
}

/** Adds to a passage what a range holds of a piece of text. */
function add(found, piece, range) {
  const inside = document.createRange()
  inside.selectNodeContents(piece)
  const before = inside.cloneRange()
  if (piece.contains(range.startContainer)) {
    inside.setStart(range.startContainer, range.startOffset)
  }
  if (piece.contains(range.endContainer)) {
    inside.setEnd(range.endContainer, range.endOffset)
  }
  const text = inside.toString()
  if (text === '') {
    return
  }
  before.setEnd(inside.startContainer, inside.startOffset)
  const first = Number(piece.dataset.first) + letters(before.toString())
  found.text += found.first && first > found.last + 1 ? ` ${text}` : text
  found.first ||= first
  found.last = first + letters(text) - 1
}

/** Lets words be selected in a text of which otherwise sentences are ticked. */
function follow(form) {
  const text = form.querySelector('.govuk-checkboxes')
  const status = form.querySelector('[data-passages-status]')
  const selection = document.getSelection()
  let telling

  const keep = (passage) => {
    const words = passage.text.trim()
    form.elements.passage.value = words && `${passage.first}-${passage.last}`
    clearTimeout(telling)
    telling = setTimeout(() => {
      status.textContent = words && `Selected: “${words}”`
    }, settled)
  }

  document.addEventListener('selectionchange', () => {
    const passage = passageOf(selection, text)
    // What was selected stays while a button is reached for, and goes when
    // something else in the text is clicked.
    if (passage.text || text.contains(selection.anchorNode)) {
      keep(passage)
    }
  })
  text.addEventListener('click', (event) => {
    // Selecting words does not tick their sentence.
    if (event.target.closest('label') && passageOf(selection, text).text) {
      event.preventDefault()
    }
  })
  text.addEventListener('change', () => {
    selection.removeAllRanges()
    keep(passageOf(selection, text))
  })
  form.querySelector('[data-passages-hint]').hidden = false
}

/** Makes passages of answers selectable to the letter. */
export function selectPassages() {
  document.querySelectorAll('form[data-passages]').forEach(follow)
}
