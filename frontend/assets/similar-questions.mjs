const pause = 500
const written = ['title', 'text']

/**
 * Keeps the list of the questions that were asked before in step with the one
 * that is being written, and fills in which of them it follows up.
 */
export function similarQuestions() {
  document.querySelectorAll('[data-similar]').forEach(follow)
}

function follow(block) {
  const form = document.getElementById(block.dataset.form)
  const list = block.querySelector('[data-similar-list]')
  const status = block.querySelector('[data-similar-status]')
  const look = block.querySelector('[data-similar-look]')
  let timer
  let asking = new AbortController()

  async function show() {
    asking.abort()
    asking = new AbortController()
    try {
      const { signal } = asking
      const answer = await fetch(block.dataset.similar, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        redirect: 'error',
        signal,
      })
      look.hidden = answer.ok
      if (answer.ok) {
        list.innerHTML = await answer.text()
        tell(list.querySelector('p').textContent)
      }
    } catch (error) {
      // Without an answer there is still the button.
      look.hidden = error.name === 'AbortError'
    }
  }

  function tell(sentence) {
    if (status.textContent !== sentence) {
      status.textContent = sentence
    }
  }

  /** Fills in the field; where that cannot be, the form is sent and filled in there. */
  function fill(event) {
    const value = event.target.closest('button')?.value
    const field = form.elements.namedItem('follows_up')
    const ref = new URLSearchParams(value).get('follows_up')
    if (!ref || !field) {
      return
    }
    field.value = ref
    if (field.value === ref) {
      event.preventDefault()
      field.focus()
      show()
    }
  }

  look.hidden = true
  list.addEventListener('click', fill)
  form.addEventListener('input', (event) => {
    if (written.includes(event.target.name)) {
      clearTimeout(timer)
      timer = setTimeout(show, pause)
    }
  })
  form.elements.namedItem('follows_up')?.addEventListener('change', show)
}
